"""The version, in the one place that the build, the command line and the reports read, and where the project lives."""

__version__ = "0.1.0"
SOURCE = "https://example.org/policycheck/policycheck"
