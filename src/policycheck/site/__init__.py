"""The report as plain pages that open from disk: what there is to show, how it is laid out, where it is written.

`gathering` makes one typed `Site`; `rendering` puts it into the templates, and `folder` writes all of it or nothing.
A page shows finished words, and templates look nothing up.
"""
