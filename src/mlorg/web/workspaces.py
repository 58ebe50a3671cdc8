"""The workspace as its files are now: read again when one of them has changed, and not before."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from ..errors import MlorgError
from ..report.board import assessment_document
from ..report.html.document import document_values
from .made import Made

if TYPE_CHECKING:
    from ..api import Evidence, FilesState, Selection, Workspace
    from ..report.assessment.bank import BankRow
    from ..report.assessment.page import AssessmentPage
    from ..report.checks.page import CheckPage

Value = TypeVar("Value")

MOST_KEPT = 64
"""Pages kept for one state of the files."""


class CurrentWorkspace:
    """One folder, and what was computed from the state of its files. Safe to use from many threads."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.saving = Lock()
        """Held while files of the workspace are written."""
        self._lock = Lock()
        self._state: FilesState | None = None
        self._workspace: Workspace | None = None
        self._made = Made(MOST_KEPT)

    def is_there(self) -> bool:
        """False while the folder is no workspace yet."""
        from .. import api

        return api.is_workspace(self.folder)

    def load(self) -> Workspace:
        """The workspace. WorkspaceError with every fault if its files cannot be read."""
        return self._now()[0]

    def made(self, key: Hashable, make: Callable[[Workspace], Value]) -> Value:
        """What `make` makes of the workspace; the same again under the same key while no file changes."""
        workspace, state = self._now()
        return self._made.of((state, key), lambda: make(workspace))

    def view(self, view: Callable[[Workspace, Selection], Value], chosen: Selection) -> Value:
        """What a view shows of an organisation; that of the baseline stays when only scenarios change."""
        workspace, state = self._now()
        rests_on = state if chosen.scenario else state.baseline
        return self._made.of((rests_on, (view.__name__, chosen)), lambda: view(workspace, chosen))

    def made_of_baseline(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """The same for what no scenario bears on: it stays when only scenarios change."""
        return self._made.of((self._now()[1].baseline, key), make)

    def evidence(self) -> Evidence:
        """Every fact of the workspace, with what stands behind it."""
        from .. import api

        return self.made_of_baseline("evidence", lambda: api.evidence(self.folder))

    def findings(self) -> CheckPage:
        """What the rules found."""
        from .. import api

        return self.made_of_baseline("findings", lambda: api.check(self.folder))

    def assessment(self) -> AssessmentPage:
        """Which kind of organisation it is."""
        from .. import api

        return self.made_of_baseline("assessment", lambda: api.assess(self.folder))

    def kind(self) -> Mapping[str, Any]:
        """The same as a document, with its charts drawn."""
        return self.made_of_baseline("kind", lambda: document_values(assessment_document(self.assessment())))

    def question(self) -> BankRow | None:
        """What to ask next; None where little is left to learn."""
        from .. import api

        return self.made_of_baseline("question", lambda: (api.interview(self.folder).next(),))[0]

    def inputs(self, scenarios: bool = True) -> str:
        """Hash of what a run rests on: organisation, settings, assumptions and, unless left out, scenarios."""
        from .. import api

        return self.made(("inputs", scenarios), lambda workspace: api.inputs_of(workspace, scenarios))

    def compute_ahead(self) -> None:
        """Compute what takes long on a large organisation, before anybody asks for it."""
        from .. import api

        with suppress(MlorgError, OSError):  # whoever asks for a page is told
            if self.is_there():
                today = api.Selection()
                for view in (api.tree, api.unit_names, api.statistics, api.spans, api.ownership, api.org_chart):
                    self.view(view, today)
                self.made("assumptions", api.assumptions)
                for what in (self.inputs, self.evidence, self.findings, self.kind, self.question):
                    what()

    def _now(self) -> tuple[Workspace, FilesState]:
        from .. import api

        with self._lock:
            state = api.state_of_files(self.folder, self._workspace)
            if self._workspace is None or self._state is None or state != self._state:
                self._workspace = None
                self._workspace = api.load(self.folder)
                self._state = state  # as it was before: what is written meanwhile is read next time
                now = (state, state.baseline)
                self._made.forget(lambda key: isinstance(key, tuple) and key[0] not in now)
            return self._workspace, self._state
