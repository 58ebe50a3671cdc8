"""Titles to roles: one table of generic titles, and the properties of the rules."""

import csv
from importlib.resources import files
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mlorg.org.roles import roles
from mlorg.org.titles import plain_title, role_for_title, title_rules

EXPECTED = {
    "data_scientist": """
        Data Scientist | Senior Data Scientist | Lead Data Scientist | Staff Data Scientist, Pricing
        Data Scientist II | Junior Data Scientist (m/f/d) | Data Scientist, Sales
        Data Scientist - Marketing | Decision Scientist | Principal Decision Scientist
        Data Science Intern | Data Science Consultant | Data Scientist / Data Engineer
        Datenwissenschaftlerin | Científica de datos | Data Scientist (Recommenders)
        Data Scientist, Sales Operations""",
    "ml_engineer": """
        Machine Learning Engineer | Sr. ML Engineer | ML Engineer III | MLOps Engineer | ML Ops Engineer
        AI Engineer | Lead Machine Learning Engineer | Software Engineer, Machine Learning
        Software Engineer (AI) | Backend Engineer - ML Platform | LLM Engineer | GenAI Developer
        Generative AI Engineer | NLP Engineer | Computer Vision Engineer | Deep Learning Engineer
        Recommender Systems Engineer | Speech Engineer | Prompt Engineer | Tech Lead, Machine Learning
        Machine Learning Infrastructure Engineer | AI Developer | Machine Learning Intern | AI Specialist
        Ingénieur Machine Learning | Ingénieure en IA | KI-Entwickler | Ingeniero de Machine Learning
        Applied AI Engineer | Perception Engineer | AI Architect | Member of Technical Staff, AI
        Technical Lead, AI Platform""",
    "ml_researcher": """
        AI Researcher | Research Scientist, Machine Learning | Machine Learning Researcher
        AI Research Scientist | Research Engineer, Deep Learning | Research Scientist - NLP
        Senior Research Scientist (Computer Vision) | Computer Vision Researcher | LLM Researcher
        KI-Forscherin | Research Intern, AI | Robot Learning Researcher
        Postdoctoral Researcher in Machine Learning""",
    "applied_scientist": """
        Applied Scientist | Senior Applied Scientist II | Applied ML Scientist
        Machine Learning Scientist | AI Scientist | NLP Scientist | Speech Scientist
        Principal Applied Scientist, Search""",
    "ml_manager": """
        Head of AI | VP of Machine Learning | Vice President, Artificial Intelligence
        Director of Data Science | Director, ML Engineering | Data Science Manager
        Senior Manager, Data Science | Machine Learning Manager | Manager, Machine Learning Platform
        ML Engineering Manager | Engineering Manager, Machine Learning | Engineering Manager - AI Platform
        Chief AI Officer | Chief Artificial Intelligence Officer | CAIO | Chief Data Scientist
        Head of Data & AI | Head of Data Science and Analytics | Data Science Lead | AI Lead
        Lead, Machine Learning | ML Team Lead | Director of AI Research | Head of Applied Science
        Head of NLP | Leiter KI | Leiterin Künstliche Intelligenz | Directeur Data Science
        Responsable IA générative | Director de Inteligencia Artificial | Chief Data and AI Officer
        Data Scientist Manager | Manager of Data Scientists | Head of MLOps
        Software Engineering Manager, AI | Group Lead Deep Learning | Head of Engineering, AI
        Engineering Manager, Ranking and ML | Head of Customer Data Science""",
    "ml_pm": """
        AI Product Manager | Product Manager, ML | Senior Product Manager - Machine Learning
        Product Owner AI | Technical Product Manager, GenAI | Product Lead, AI
        Group Product Manager, Recommendations | Data Science Product Manager | Produktmanagerin KI
        Director of Product, AI | Product Manager, LLM Platform""",
    "data_engineer": """
        Data Engineer | Senior Data Engineer | Data Engineer, Machine Learning | Analytics Engineer
        Lead Data Engineer | Big Data Engineer | ETL Developer | Data Architect | Data Warehouse Developer
        BI Developer | Machine Learning Data Engineer | Data Platform Engineer | Dateningenieur
        Ingeniera de datos""",
    "data_analyst": """
        Data Analyst | Senior Data Analyst | Data Analyst, AI | Product Analyst | BI Analyst
        Statistician | Business Intelligence Analyst | Analytics Consultant | Data Steward
        Analista de datos | Data Annotator | Machine Learning Analyst""",
    "data_manager": """
        Head of Data | Director of Analytics | Analytics Manager | Data Engineering Manager
        Chief Data Officer | VP Data & Analytics | Manager, Business Intelligence
        Director, Data Platform | Data Governance Lead | Head of Data Engineering""",
    "software_engineer": """
        Software Engineer | Senior Software Developer | Staff Engineer | Frontend Engineer
        Back-end Developer | Full-Stack Engineer | Web Developer | HTML Developer | iOS Developer
        QA Engineer | Security Engineer | Tech Lead | Lead Developer | Softwareentwicklerin
        Développeur web | Desarrollador Java | Software Engineer II | Software Engineer, HTML Email
        Solution Architect | Software Engineer, Retail | Systems Analyst | Software Engineer in Test
        Programmer | Member of Technical Staff | Entwickler:in | Scrum Master""",
    "platform_engineer": """
        SRE | Site Reliability Engineer | DevOps Engineer | Senior Platform Engineer
        Infrastructure Engineer | Cloud Engineer | System Administrator | Network Engineer
        Database Administrator | Kubernetes Engineer | Systemadministratorin | Release Engineer
        Platform Software Engineer""",
    "engineering_manager": """
        Engineering Manager | Senior Engineering Manager, Payments | VP Engineering | VP of Engineering
        Tech Lead Manager | Head of Engineering | Director of Software Engineering
        Software Development Manager | Director of Infrastructure | Head of Platform Engineering
        IT Manager | Entwicklungsleiterin | Security Engineering Manager | Manager, Software Engineering
        Development Team Lead | QA Manager | Director, Engineering - Search""",
    "product_manager": """
        Product Manager | Senior Product Manager, Checkout | Product Owner | Technical Product Manager
        Group Product Manager | Associate Product Manager | Produktmanager | Chef de produit
        Product Lead""",
    "product_head": """
        VP Product | VP of Product Management | Head of Product | Chief Product Officer
        Director of Product | Product Director | Director, Product Management""",
    "research_scientist": """
        Research Scientist | Senior Scientist | Research Engineer | Researcher | Postdoctoral Researcher
        Research Fellow | Assistant Professor | Wissenschaftlicher Mitarbeiter | Research Assistant""",
    "research_head": """
        Head of Research | VP Research | Director of R&D | Research Director | Chief Scientist
        Research Manager | Chief Scientific Officer""",
    "executive": """
        CEO | Chief Executive Officer | CTO | Chief Technology Officer | CFO | COO | Co-Founder & CEO
        Founder | President | President and COO | Managing Director | Geschäftsführer
        Chief Marketing Officer | Interim CFO | Co-founder | Owner""",
    "business_manager": """
        Sales Manager | VP Sales | Head of Marketing | Director of Finance | HR Manager | AI Sales Lead
        Operations Manager | Office Manager | Product Marketing Manager | Email Marketing Manager
        Account Manager | Learning & Development Manager | Retail Store Manager | Maintenance Supervisor
        Head of Design | Customer Success Manager, AI | AI Program Manager | Project Manager
        Head of AI Sales | Regional Director | Director of AI Policy | Community Manager | Head of Search
        Directeur commercial | General Manager | Head of Learning and Development
        Manager, Customer Engineering | Vice President | Head of AI Governance | Director of Legal, AI
        Partnerships Manager, AI | Team Lead, Customer Support | Marketing Director, AI
        Head of Recruiting""",
    "business_staff": """
        Account Executive | Account Executive, AI | Sales Representative | Recruiter, Machine Learning
        Technical Recruiter | Executive Assistant to the Head of AI | Machine Operator | Accountant
        Learning & Development Specialist | Email Marketing Specialist | Maintenance Technician
        Retail Associate | AI Counsel | AI Lawyer | Legal Counsel, AI | Chief of Staff
        Executive Business Partner to the CTO | Product Designer | UX Researcher | Technical Writer
        Customer Support Agent | Nurse | Talent Scientist | Mechanical Engineer | Sales Engineer, AI
        Customer Engineer | Developer Advocate | Business Analyst | Speech Therapist | Data Entry Clerk
        Data Protection Officer | Machine Tool Setter | Cashier | Payroll Administrator
        Business Developer | Data Science Recruiter | AI Sales Specialist | Copywriter | AI Policy Analyst
        Market Research Associate | Graphic Designer, AI | Sachbearbeiterin | AI Ethicist, Policy
        Office of the CTO, Operations""",
    None: """
        Builder | Ninja | Xyzzy | Wizard of Light Bulb Moments | Jedi | Html | Aids""",
}
TABLE = [
    (title, role)
    for role, titles in EXPECTED.items()
    for line in titles.strip().splitlines()
    for title in line.strip().split(" | ")
]


@pytest.mark.parametrize(("title", "role"), TABLE, ids=[title for title, _ in TABLE])
def test_a_generic_title_has_its_role(title: str, role: str | None) -> None:
    assert role_for_title(title) == role


def test_the_table_is_large_and_names_every_role() -> None:
    assert len(TABLE) >= 150
    assert {role for _, role in TABLE} - {None} == set(roles())


def test_rules_name_roles_that_exist() -> None:
    assert {rule.role for rule in title_rules()} <= set(roles())


def test_every_rule_decides_a_title_of_the_table_or_says_why() -> None:
    """A rule that no generic title reaches is dead or shadowed by one above it."""
    used = {
        next((i for i, rule in enumerate(title_rules()) if rule.matches(f" {plain_title(title)} ")), None)
        for title, _ in TABLE
    }
    unused = [f"{rule.role}: {rule.text[:60]}" for i, rule in enumerate(title_rules()) if i not in used]
    assert unused == []


def test_the_file_has_five_columns_in_every_row() -> None:
    """A comma in a pattern needs quotation marks."""
    table = files("mlorg.org").joinpath("titles.csv").read_text(encoding="utf-8")
    assert {len(row) for row in csv.reader(table.splitlines())} == {5}


def test_every_pattern_is_written_in_plain_words() -> None:
    """Capitals and accents never match: titles are compared in plain form."""
    table = files("mlorg.org").joinpath("titles.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(table.splitlines()):
        for column in ("pattern", "also", "unless"):
            assert row[column].isascii()
            assert row[column] == row[column].lower()


@pytest.mark.parametrize("blank", ["", "   ", "-", "(m/f/d)", "👋", "\x00"])
def test_a_title_of_no_words_has_no_role(blank: str) -> None:
    assert role_for_title(blank) is None


@pytest.mark.parametrize("title", ["Data Scientist", "Head of AI", "VP Engineering", "Account Executive"])
def test_case_blanks_rank_and_punctuation_change_nothing(title: str) -> None:
    spaced = (title.upper(), f"  {title} ", title.replace(" ", "  "), f"Senior {title}", f"{title} II", f"({title})")
    for written in spaced:
        assert role_for_title(written) == role_for_title(title)


@given(st.text())
def test_any_text_has_a_known_role_or_none(title: str) -> None:
    assert role_for_title(title) is None or role_for_title(title) in roles()


def test_100000_titles_take_less_than_a_second() -> None:
    titles = [f"{title} {number}" for number in range(1_000) for title, _ in TABLE][:100_000]
    role_for_title("")  # reads the rules
    begun = process_time()
    for title in titles:
        role_for_title(title)
    assert process_time() - begun < 1


def test_a_very_long_title_is_no_trouble() -> None:
    begun = process_time()
    role_for_title("head of " * 200_000)
    role_for_title("lead of the data analytics " * 5)
    assert process_time() - begun < 0.5
