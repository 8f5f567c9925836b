//! How far reading has come: on a terminal, and only once it takes longer than a second.

use std::io::{self, IsTerminal};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::ingest::Progress;

const PATIENCE: Duration = Duration::from_secs(1);

/// A progress bar on stderr.
pub(super) struct Bar {
    bar: Option<ProgressBar>,
    started: Instant,
    read: AtomicU64,
}

impl Bar {
    /// A bar that stays hidden unless stderr is a terminal and the user wants talk.
    pub(super) fn new(quiet: bool) -> Self {
        let shown = !quiet && io::stderr().is_terminal();
        Self { bar: shown.then(hidden_bar), started: Instant::now(), read: AtomicU64::new(0) }
    }

    /// Takes the bar off the screen.
    pub(super) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
    }
}

fn hidden_bar() -> ProgressBar {
    let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
    if let Ok(style) = ProgressStyle::with_template("{bytes} {bytes_per_sec} {elapsed}") {
        bar.set_style(style);
    }
    bar
}

impl Progress for Bar {
    fn advance(&self, bytes: u64) {
        let Some(bar) = &self.bar else { return };
        let read = self.read.fetch_add(bytes, Ordering::Relaxed) + bytes;
        if self.started.elapsed() > PATIENCE {
            if bar.is_hidden() {
                bar.set_draw_target(ProgressDrawTarget::stderr());
            }
            bar.set_position(read);
        }
    }
}
