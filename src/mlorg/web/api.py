"""The JSON API, under `/api`; `/api/openapi.json` describes it for machines, `/api/docs` lists it for people.

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
    GET  /api/spans  /api/statistics
    GET  /api/scenarios             mlorg.scenarios/1: {scenarios: [{name, description, changes: COUNT, file, etag}]}
    GET  /api/scenarios/{name}      mlorg.scenario/1: {name, description, changes: [ENTRY], file, etag}; header `ETag`
    GET  /api/scenarios/{name}/delta                mlorg.diff/1 against the baseline

An ENTRY is an entry of a scenario file (`mlorg schema scenario`), e.g. `{"move": {"post": "p1", "to": "unit-id"}}`,
`{"report": {"post": "p1", "to": "p2", "dotted": ["p3"]}}`, `{"own": {"asset": "model:fraud", "responsibility":
"maintain", "owner": "unit:payments"}}`, `{"mandate": {"post": "p1", "to": "any_line"}}`, each optionally with `on`,
`wave`, `reason`.

**What if**; nothing is written. The body is a DRAFT `{name?, description?, changes: [ENTRY]}`:

    POST /api/delta                 mlorg.diff/1: {waves: [{name, effective, changes: [{sentence, reason}]}], shift,
                                    moves, count}; 422 with every change that does not fit
    POST /api/chart                 mlorg.chart/1 after the changes

**Saving.** The file is the truth; its etag is the hash of its content:

    POST /api/scenarios             DRAFT -> 201 mlorg.scenario/1 with `ETag` and `Location`; 409 if the name is taken
    PUT  /api/scenarios/{name}      DRAFT with header `If-Match: "ETAG"` -> 200 mlorg.scenario/1 with the new `ETag`;
                                    412: nothing is written, and data also has {theirs, ours}: both versions

**Runs** of comparisons; they go on when nobody listens:

    POST   /api/runs                {scenarios: [NAME], draft: DRAFT?, library: bool, draws, per_draw, quarters, seed}
                                    -> 202 mlorg.run/1: {id, state, asked, created, problem}, `Location`
    GET    /api/runs                mlorg.runs/1: {runs: [as above]}, latest first
    GET    /api/runs/{id}           mlorg.run/1, with `result`: the envelope of the comparison once done
    DELETE /api/runs/{id}           ends it; 200 mlorg.run/1
    GET    /api/runs/{id}/events    server-sent events, each with an id to go on from (`Last-Event-ID`):
              progress   {share: 0..1, seconds_left}
              intervals  {replications, headline, unit, scale, arms: [{arm, title, rows: [{alternative, label,
                         difference, least, most, p_best, …}]}]}; the first within seconds, later ones narrower
              done | failed | cancelled   {problem}: the last one
    A `state` is waiting, running, done, failed, cancelled or lost (the server ended meanwhile).
"""

from fastapi import APIRouter

from . import api_reading, api_runs, api_scenarios

router = APIRouter(prefix="/api")
router.include_router(api_reading.router)
router.include_router(api_scenarios.router)
router.include_router(api_runs.router)
