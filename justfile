# Everything a change must pass: exactly what CI runs.
ready:
    .ci/run

# All tests.
test:
    cargo test

# Format and lints, nothing is changed.
lint:
    cargo fmt --check
    cargo clippy --all-targets -- -D warnings

# The documentation of the code, without a warning.
doc:
    RUSTDOCFLAGS="-D warnings" cargo doc --no-deps

# Write examples/sample again; every run gives the same bytes.
sample:
    cargo run --example generate_sample

# Times of the kernels. The comparison with DuckDB: benches/reference/README.md.
bench:
    cargo bench --bench kernels
