"""The register as five CSV files: in, as often as one likes, and out again."""
