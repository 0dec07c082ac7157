"""What an editor asks while somebody types: what is wrong, what a word means, what may stand here, where it leads.

`cursor` finds the place in a text that may be half-typed, `grammar` what the schema has there; `completion`,
`hovering`, `definition`, `symbols` and `actions` answer. `session` keeps a policy repo judged and `desk` those that lie
open. All this knows nothing of the protocol; `protocol`, `server`, `notices`, `answers` and `serving` speak it.
"""
