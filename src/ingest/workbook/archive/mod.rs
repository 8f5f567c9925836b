//! Zip archives, unfolded under guard.
//!
//! Workbooks are archives, and archives can lie: about sizes, about names, about where a file lies. The
//! reader of workbooks never sees the one that was given. It sees [`StoredArchive`], which looks like an
//! archive of uncompressed files and unfolds each only as it is read, counting what comes out. Refuses
//! what is ambiguous: two files of one name, files that share bytes.

mod depth;
mod directory;
mod part;
mod stored;
mod unfold;

pub(super) use directory::{Entry, read_directory};
pub(super) use part::PartReader;
pub(super) use stored::StoredArchive;
pub(super) use unfold::Watch;
