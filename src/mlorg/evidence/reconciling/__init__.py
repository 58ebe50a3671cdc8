"""From what all sources say to one organisation: who is meant, whom to believe, and what contradicts what.

`reconcile.py` joins it all: `resolving.py` and `identities.py` find who and what is meant, `precedence.py` says which
source is believed, `activity.py` counts by unit what people do, `written.py` lets what was written by hand take part,
`assembling.py` makes an Organization of the facts, `review.py` asks the user about doubtful pairs. Called by
`mlorg.api.scanning`.
"""
