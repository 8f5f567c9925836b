//! Reports: what they say, what they keep from a reader, and whether they can be made again.

mod document;
mod samples;
