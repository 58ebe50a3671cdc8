"""The JSON API, under `/api`; `/api/openapi.json` describes it for machines.

**Envelope.** Every answer is `{schema, version, seed, inputs_hash, data}`, byte for byte what `--format json` prints of
the same page. Below, only `data` is told.

**Failures.** `schema` is `mlorg.problems/1`, data `{status, title, problems: [{file, line, column, message, hint}]}`.
A problem with a change that stands in no file has file `changes` and the number of the change, from 1, as its line (0 =
the whole). 401 unknown browser, 403 foreign page, 404 no such thing, 409 name is taken, 412 changed elsewhere, 413 too
large, 422 cannot be understood or does not fit, 428 `If-Match` is missing, 429 too many runs, 501 an extra is missing.

**Who may.** The cookie of a session; a request that changes something also needs an `Origin` of this server, which
browsers send by themselves. Scripts use plain `fetch("/api/…")`.

**Reading**, all with `?scenario=NAME&as_of=2026-01-31` (default: the baseline, today):

    GET  /api/chart                 mlorg.chart/1: {units: [{id, name, kind, part_of, head, business_line, posts}],
                                    posts: [{id, title, role, unit, reports_to, line, dotted_to, vacant, ml, mandate,
                                    manager_kind}]}; parents before children; "" = none
    GET  /api/tree                  mlorg.show.tree/1, as `mlorg show tree`; also ?unit=ID&depth=N
    GET  /api/ownership             mlorg.show.ownership/1: assets × responsibilities
    GET  /api/choices               mlorg.choices/1: {roles, manager_kinds, mandates, trades}, each [{value, label}]
    GET  /api/spans  /api/statistics
    GET  /api/scenarios             mlorg.scenarios/1: {scenarios: [{name, description, changes: COUNT, file, etag}]}
    GET  /api/scenarios/{name}      mlorg.scenario/1: {name, description, changes: [ENTRY], file, etag}; header `ETag`
    GET  /api/scenarios/{name}/delta                mlorg.diff/1 against the baseline

    GET  /api/structures/{id}       mlorg.propose/1: a structure of the library carried out here; ?arm=settled
    POST /api/structures/{id}/scenario              {name} -> 201 mlorg.scenario/1: the same as a scenario

An ENTRY is an entry of a scenario file (`mlorg schema scenario`), e.g. `{"move": {"post": "p1", "to": "unit-id"}}`,
`{"report": {"post": "p1", "to": "p2", "dotted": ["p3"]}}`, `{"own": {"asset": "model:fraud", "responsibility":
"maintain", "owner": "unit:payments"}}`, `{"mandate": {"post": "p1", "to": "any_line"}}`, each optionally with `on`,
`wave`, `reason`.

    GET  /api/tree.csv  /api/ownership.csv          tables for spreadsheets
    GET  /api/findings  /api/assessment             mlorg.check/1, mlorg.assess/…
    GET  /api/evidence              mlorg.things/1: {things: [{thing: "kind:id", kind, facts, contradicted}]}
    GET  /api/evidence/{kind:id}    mlorg.explain/1: every statement with its file and line
    GET  /api/assumptions           mlorg.assumptions/1: {rows: [{name, says, basis, source, …}], sources}
    GET  /api/questions             mlorg.ask/1; POST {question, answer: [ID]} keeps an answer
    GET  /api/decision/questions    mlorg.ask.decision/1: what to ask before deciding, in order of worth per day, from
                                    the last comparison; 404 before there is one
    POST /api/decision/answers      {answers: [{assumption, answer: "3 from 10"}], keep: bool} -> mlorg.ask.answers/1:
                                    what they change in assumptions.yaml; all are kept or, if one is wrong, none
    POST /api/import                multipart: roster (CSV or XLSX), name, as_of, replace -> 201 mlorg.init/1

**What if**; nothing is written. The body is a DRAFT `{name?, description?, changes: [ENTRY]}`:

    POST /api/delta                 mlorg.diff/1: {waves: [{name, effective, changes: [{sentence, reason}]}], shift,
                                    moves, count}; 422 with every change that does not fit
    POST /api/chart                 mlorg.chart/1 after the changes

**Saving.** The file is the truth; its etag is the hash of its content:

    POST /api/scenarios             DRAFT -> 201 mlorg.scenario/1 with `ETag` and `Location`; 409 if the name is taken
    PUT  /api/scenarios/{name}      DRAFT with header `If-Match: "ETAG"` -> 200 mlorg.scenario/1 with the new `ETag`;
                                    412: nothing is written, and data also has {theirs, ours}: both versions

**Runs** of comparisons and the like; they go on when nobody listens:

    POST   /api/runs                {kind: compare (default) | plan | search | backtest | claims | validate |
                                    oracles, to, scenarios: [NAME], draft: DRAFT?, library: bool, structures: [NAME],
                                    draws, per_draw, quarters, seed,
                                    search: {outcome, arm, trials, least_team, most_moved}}
                                    -> 202 mlorg.run/1: {id, kind, state, asked, created, problem}, `Location`
    GET    /api/runs                mlorg.runs/1: {runs: [as above]}, latest first
    GET    /api/runs/{id}           mlorg.run/1, with `result`: the envelope of the comparison once done
    DELETE /api/runs/{id}           ends it; 200 mlorg.run/1
    POST   /api/runs/{id}/scenario  {name} -> 201 mlorg.scenario/1: the mixture that a search found, as a scenario
    GET    /api/runs/{id}/events    server-sent events, each with an id to go on from (`Last-Event-ID`):
              running    {}
              progress   {share: 0..1, seconds_left}
              intervals  {replications, headline, unit, scale, arms: [{arm, title, rows: [{label, difference, least,
                         most, said, interval_said}]}]}; the first within seconds, later ones narrower; a
                         number may be null. The last one has all rows of the comparison, with p_best and the like
              done | failed | cancelled   {problem}: the last one
    A `state` is waiting, running, done, failed, cancelled or lost (the server ended meanwhile).
"""

from fastapi import APIRouter

from . import api_asking, api_exports, api_import, api_judgement, api_reading, api_runs, api_scenarios, api_structures

router = APIRouter(prefix="/api")
for _part in (
    *(api_reading, api_exports, api_judgement, api_asking),
    *(api_scenarios, api_structures, api_runs, api_import),
):
    router.include_router(_part.router)
