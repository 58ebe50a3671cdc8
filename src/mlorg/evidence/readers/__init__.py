"""The readers that come with mlorg: one module per kind of source, each with a `READER`.

The kind is the module's name, with `-` for `_`. Nothing else is registered anywhere.
"""
