"""Numbers that the whole engine shares. Top-level names of its modules are unique: compiled, they are one unit."""

try:
    import cython
except ImportError:
    from . import shim as cython

NONE = cython.declare(cython.const[cython.int], -1)

# Kinds of event, in the order in which events of the same instant happen.
EV_FINISH = cython.declare(cython.const[cython.int], 0)  # id: slot
EV_IDEA = cython.declare(cython.const[cython.int], 1)  # id: line
EV_WITHDRAW = cython.declare(cython.const[cython.int], 2)  # id: use case
EV_OVERDUE = cython.declare(cython.const[cython.int], 3)  # id: task
EV_REVIEW = cython.declare(cython.const[cython.int], 4)  # id: use case
EV_ADOPT = cython.declare(cython.const[cython.int], 5)  # id: use case
EV_DRIFT = cython.declare(cython.const[cython.int], 6)  # id: use case
EV_DETECT = cython.declare(cython.const[cython.int], 7)  # id: use case
EV_INCIDENT = cython.declare(cython.const[cython.int], 8)  # id: use case
EV_REQUEST = cython.declare(cython.const[cython.int], 9)  # id: use case
EV_RETIRE = cython.declare(cython.const[cython.int], 10)  # id: use case
EV_SNAPSHOT = cython.declare(cython.const[cython.int], 11)  # id: number of the snapshot
EV_QUESTION = cython.declare(cython.const[cython.int], 12)  # id: slot
EV_LEAVE = cython.declare(cython.const[cython.int], 13)  # id: slot
EV_JOIN = cython.declare(cython.const[cython.int], 14)  # id: slot
EV_MONTH = cython.declare(cython.const[cython.int], 15)
EV_QUARTER = cython.declare(cython.const[cython.int], 16)
EV_RETURN = cython.declare(cython.const[cython.int], 17)  # id: slot
EV_DIVERT = cython.declare(cython.const[cython.int], 18)  # id: group
EV_WAVE = cython.declare(cython.const[cython.int], 19)  # id: wave of a plan; the next structure takes over
EV_NOTHING = cython.declare(cython.const[cython.int], 20)  # what was to happen to somebody who is no longer there

# Kinds of task: what a slot of a group works on.
TASK_APPROVE = cython.declare(cython.const[cython.int], 0)
TASK_COLLECT = cython.declare(cython.const[cython.int], 1)
TASK_ACCESS = cython.declare(cython.const[cython.int], 2)
TASK_PREPARE = cython.declare(cython.const[cython.int], 3)
TASK_FAULT = cython.declare(cython.const[cython.int], 4)
TASK_LABEL = cython.declare(cython.const[cython.int], 5)
TASK_EXPERIMENT = cython.declare(cython.const[cython.int], 6)
TASK_INTEGRATE = cython.declare(cython.const[cython.int], 7)
TASK_REWORK = cython.declare(cython.const[cython.int], 8)
TASK_REPAIR = cython.declare(cython.const[cython.int], 9)
TASK_INCIDENT = cython.declare(cython.const[cython.int], 10)
TASK_ESCALATE = cython.declare(cython.const[cython.int], 11)
TASK_DECIDE = cython.declare(cython.const[cython.int], 12)
TASK_COMPUTE = cython.declare(cython.const[cython.int], 13)
TASK_PLATFORM = cython.declare(cython.const[cython.int], 14)
TASK_DIVERT = cython.declare(cython.const[cython.int], 15)
TASK_VISIT = cython.declare(cython.const[cython.int], 16)

DIARY_COLUMNS = cython.declare(cython.const[cython.int], 24)  # of one function
# What else a time diary knows: parts of an experiment.
DIARY_DATA = cython.declare(cython.const[cython.int], 17)
DIARY_INSIGHT = cython.declare(cython.const[cython.int], 18)

# Which skill sets the speed of a task.
SKILL_METHOD = cython.declare(cython.const[cython.int], 0)
SKILL_ENGINEERING = cython.declare(cython.const[cython.int], 1)
SKILL_DATA = cython.declare(cython.const[cython.int], 2)
SKILL_NONE = cython.declare(cython.const[cython.int], 3)

# Queue classes of a group, served in this order.
CLASSES = cython.declare(cython.const[cython.int], 4)
CLASS_URGENT = cython.declare(cython.const[cython.int], 0)
CLASS_NEAR = cython.declare(cython.const[cython.int], 1)
CLASS_FAR = cython.declare(cython.const[cython.int], 2)
CLASS_DISTANT = cython.declare(cython.const[cython.int], 3)

# Stages of a use case.
STAGE_OFFERED = cython.declare(cython.const[cython.int], 0)
STAGE_APPROVAL = cython.declare(cython.const[cython.int], 1)
STAGE_DATA = cython.declare(cython.const[cython.int], 2)
STAGE_EXPERIMENT = cython.declare(cython.const[cython.int], 3)
STAGE_DEPLOY = cython.declare(cython.const[cython.int], 4)
STAGE_LIVE = cython.declare(cython.const[cython.int], 5)
STAGE_ENDED = cython.declare(cython.const[cython.int], 6)

# Why a use case ended.
END_WITHDRAWN = cython.declare(cython.const[cython.int], 1)
END_REJECTED = cython.declare(cython.const[cython.int], 2)
END_STOPPED = cython.declare(cython.const[cython.int], 3)
END_DROPPED = cython.declare(cython.const[cython.int], 4)
END_RETIRED = cython.declare(cython.const[cython.int], 5)
END_FOLDED = cython.declare(cython.const[cython.int], 6)  # an improvement that is now part of its parent

# Decisions that draw: the second part of a draw's key.
DRAW_ARRIVAL = cython.declare(cython.const[cython.int], 1)
DRAW_IDEA = cython.declare(cython.const[cython.int], 2)
DRAW_PERCEPTION = cython.declare(cython.const[cython.int], 3)
DRAW_APPROVAL = cython.declare(cython.const[cython.int], 4)
DRAW_DATASETS = cython.declare(cython.const[cython.int], 5)
DRAW_CLASS = cython.declare(cython.const[cython.int], 6)
DRAW_CONTENT = cython.declare(cython.const[cython.int], 7)
DRAW_ESCALATION = cython.declare(cython.const[cython.int], 8)
DRAW_MILESTONE = cython.declare(cython.const[cython.int], 9)
DRAW_REVIEW = cython.declare(cython.const[cython.int], 10)
DRAW_RETURN = cython.declare(cython.const[cython.int], 11)
DRAW_ADOPTION = cython.declare(cython.const[cython.int], 12)
DRAW_DRIFT = cython.declare(cython.const[cython.int], 13)
DRAW_DETECT = cython.declare(cython.const[cython.int], 14)
DRAW_INCIDENT = cython.declare(cython.const[cython.int], 15)
DRAW_REQUEST = cython.declare(cython.const[cython.int], 16)
DRAW_LIFE = cython.declare(cython.const[cython.int], 17)
DRAW_OWNER = cython.declare(cython.const[cython.int], 18)
DRAW_QUALITY = cython.declare(cython.const[cython.int], 19)
DRAW_FAULTS = cython.declare(cython.const[cython.int], 20)
DRAW_QUESTION = cython.declare(cython.const[cython.int], 21)
DRAW_DECISION = cython.declare(cython.const[cython.int], 22)
DRAW_LEAVE = cython.declare(cython.const[cython.int], 23)
DRAW_JOIN = cython.declare(cython.const[cython.int], 24)
DRAW_CONTACT = cython.declare(cython.const[cython.int], 25)
DRAW_DIVERT = cython.declare(cython.const[cython.int], 26)
DRAW_KIND = cython.declare(cython.const[cython.int], 27)
DRAW_TAKEOVER = cython.declare(cython.const[cython.int], 28)
DRAW_DIVERTED = cython.declare(cython.const[cython.int], 29)
DRAW_CAUSE = cython.declare(cython.const[cython.int], 30)
DRAW_PANEL = cython.declare(cython.const[cython.int], 31)
DRAW_OPENING = cython.declare(cython.const[cython.int], 33)
DRAW_ROUTE = cython.declare(cython.const[cython.int], 32)

# Functions of those who work.
FUNCTION_ML = cython.declare(cython.const[cython.int], 0)
FUNCTION_MACHINE = cython.declare(cython.const[cython.int], 4)

# Causes of leaving.
CAUSE_RESIGNED = cython.declare(cython.const[cython.int], 0)
CAUSE_DISMISSED = cython.declare(cython.const[cython.int], 1)
CAUSE_OTHER = cython.declare(cython.const[cython.int], 2)

# Mechanisms that can be switched off: bits of World.on, 1 << (number - 1).
ON_IDEAS = cython.declare(cython.const[cython.int], 1)
ON_APPROVAL = cython.declare(cython.const[cython.int], 2)
ON_ACCESS = cython.declare(cython.const[cython.int], 4)
ON_PREPARATION = cython.declare(cython.const[cython.int], 8)
ON_COMPUTE = cython.declare(cython.const[cython.int], 16)
ON_EXPERIMENTS = cython.declare(cython.const[cython.int], 32)
ON_HANDOFF = cython.declare(cython.const[cython.int], 64)
ON_ADOPTION = cython.declare(cython.const[cython.int], 128)
ON_SERVICE = cython.declare(cython.const[cython.int], 256)
ON_EXCEPTIONS = cython.declare(cython.const[cython.int], 512)
ON_COORDINATION = cython.declare(cython.const[cython.int], 1024)
ON_PLATFORM = cython.declare(cython.const[cython.int], 2048)
ON_DIVERSION = cython.declare(cython.const[cython.int], 4096)
ON_SKILL = cython.declare(cython.const[cython.int], 8192)
ON_HIRING = cython.declare(cython.const[cython.int], 16384)
ON_LEAVING = cython.declare(cython.const[cython.int], 32768)
ON_RESEARCH = cython.declare(cython.const[cython.int], 65536)
ON_FUNDING = cython.declare(cython.const[cython.int], 131072)
ON_REORGANISATION = cython.declare(cython.const[cython.int], 262144)

# Columns of the table of managers, by kind.
KIND_REVIEW = cython.declare(cython.const[cython.int], 0)
KIND_LITERACY = cython.declare(cython.const[cython.int], 1)
KIND_COMPUTE = cython.declare(cython.const[cython.int], 2)
KIND_PATIENCE = cython.declare(cython.const[cython.int], 3)
KIND_PANEL = cython.declare(cython.const[cython.int], 4)
KIND_COLUMNS = cython.declare(cython.const[cython.int], 5)

SNAPSHOTS = cython.declare(cython.const[cython.int], 21)  # the day measuring begins and the end of 20 quarters
HORIZON_COUNT = cython.declare(cython.const[cython.int], 4)  # windows of 4, 8, 12 and 20 quarters
LONG_ROUNDS = cython.declare(cython.const[cython.int], 4)  # use cases of so many rounds count as long-term
MOST_ROUNDS = cython.declare(cython.const[cython.int], 12)
MOST_DATASETS = cython.declare(cython.const[cython.int], 4)
RECURRING = cython.declare(cython.const[cython.int], 12)  # kinds of use case that recur across lines (assumed)
LAW_LOGNORMAL = cython.declare(cython.const[cython.int], 0)
LAW_EXPONENTIAL = cython.declare(cython.const[cython.int], 1)
LAW_CONSTANT = cython.declare(cython.const[cython.int], 2)
MOST_CONSIDERED = cython.declare(cython.const[cython.int], 40)  # ideas of one line that a team looks through

DAYS_PER_YEAR = cython.declare(cython.const[cython.double], 252.0)
DAYS_PER_MONTH = cython.declare(cython.const[cython.double], 21.0)
DAYS_PER_QUARTER = cython.declare(cython.const[cython.double], 63.0)
