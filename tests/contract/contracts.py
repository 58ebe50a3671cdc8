"""Two kinds of import contract for import-linter, beside its layers, on direct imports between packages.

import-linter's own "forbidden" and "protected" refuse names that do not exist. These take the finished house
as it is drawn, and hold for each package from the moment it appears.
"""

from collections.abc import Iterable, Iterator

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output

ROOT = "mlorg"


def package(module: str) -> str:
    """The top-level package a module stands in: mlorg.sim.clock -> mlorg.sim."""
    return ".".join(module.split(".")[:2])


def crossings(graph: ImportGraph) -> Iterator[tuple[str, str]]:
    """Each direct import (importer, imported) from one of our packages into another."""
    for importer in sorted(graph.modules):
        for imported in sorted(graph.find_modules_directly_imported_by(importer)):
            if package(imported).startswith(ROOT) and package(importer) != package(imported):
                yield importer, imported


def places(graph: ImportGraph, links: Iterable[tuple[str, str]]) -> ContractCheck:
    """The result of a contract that the given imports break; each is shown with its line."""
    found = [
        f"{importer} -> {imported} (l.{detail['line_number']})"
        for importer, imported in links
        for detail in graph.get_import_details(importer=importer, imported=imported)
    ]
    return ContractCheck(kept=not found, metadata={"found": found})


class PlacesContract(Contract):
    """What the two kinds share: how a broken one is printed."""

    def render_broken_contract(self, check: ContractCheck) -> None:
        for place in check.metadata["found"]:
            output.print_error(f"- {place}", bold=False)


class OnlyImports(PlacesContract):
    """The importers import nothing of ours but what is allowed, or excepted: single imports, `a -> b`."""

    importers = fields.SetField(subfield=fields.StringField())
    allowed = fields.SetField(subfield=fields.StringField())
    excepted = fields.SetField(subfield=fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        excepted = self.excepted or set()
        links = ((a, b) for a, b in crossings(graph) if f"{a} -> {b}" not in excepted)
        return places(
            graph,
            ((a, b) for a, b in links if package(a) in self.importers and package(b) not in self.allowed),
        )


class ImportedOnlyBy(PlacesContract):
    """The imported packages are imported by nothing of ours but the given importers."""

    imported = fields.SetField(subfield=fields.StringField())
    importers = fields.SetField(subfield=fields.StringField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        links = crossings(graph)
        return places(
            graph,
            ((a, b) for a, b in links if package(b) in self.imported and package(a) not in self.importers),
        )
