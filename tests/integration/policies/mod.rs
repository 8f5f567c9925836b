//! Every rule of the seed documents and of the published rules, run on small exports.
//!
//! Each profile has a folder `fixtures/policies/<profile>/` with its exports and with `expected.csv`: the state,
//! the reason and the last moment of each case, worked out by hand. A test holds one rule against its lines.
//! Which row of the documents is which test stands in the README of this folder.

mod bank_insurance;
mod cfpb;
mod clock;
mod contested;
mod doubts;
mod fca_disp;
mod generic;
mod hotline;
mod incident_log;
mod insurance;
mod judged;
mod key_accounts;
mod power_supply;
mod samr;
mod wealth;

use std::error::Error;

use crate::audited::Audited;
use crate::desk::{Desk, Run, fixture};

const EXPORTS: [(&str, &str); 3] =
    [("complaints.csv", "--complaints"), ("visits.csv", "--visits"), ("customers.csv", "--customers")];

/// The exports of a built-in policy in a folder of their own, with a policy file that only extends it.
struct Desked {
    desk: Desk,
    args: Vec<&'static str>,
}

impl Desked {
    fn new(profile: &str, as_of: &'static str) -> Result<Self, Box<dyn Error>> {
        let own = format!("name = \"own-{profile}\"\nextends = \"{profile}\"\n");
        Self::by(profile, &own, as_of)
    }

    /// The same exports under another policy.
    fn by(folder: &str, policy: &str, as_of: &'static str) -> Result<Self, Box<dyn Error>> {
        let desk = Desk::with(&[("own.toml", policy)])?;
        let mut args = vec!["--policy", "own.toml", "--as-of", as_of];
        for (file, option) in EXPORTS {
            let path = fixture("policies").join(folder).join(file);
            if path.exists() {
                desk.put(file, std::fs::read(path)?)?;
                args.extend([option, file]);
            }
        }
        Ok(Self { desk, args })
    }

    fn audit(&self, more: &[&str]) -> Result<Audited, Box<dyn Error>> {
        self.desk.audit(&[&self.args, more].concat())
    }

    fn run(&self, command: &[&str], more: &[&str]) -> std::io::Result<Run> {
        self.desk.run(&[command, &self.args, more].concat())
    }

    /// Holds the program against the library: the same states of every obligation.
    fn same_as(&self, judged: &judged::Judged) -> Result<(), Box<dyn Error>> {
        let audit = self.audit(&[])?;
        for (code, states) in judged.all_states() {
            assert_eq!(audit.states(&code), states, "{code}");
        }
        Ok(())
    }

    /// Rules that only inform: there are findings, and none makes a run fail unless asked for.
    fn only_informs(&self, codes: &[&str]) -> Result<(), Box<dyn Error>> {
        for code in codes {
            let audit = self.audit(&["--select", code])?;
            assert_eq!(audit.rule(code).severity, "info", "{code}");
            assert!(audit.rule(code).findings > 0, "{code} finds nothing, which proves nothing");
            for (fail_on, exit) in [("high", 0), ("medium", 0), ("low", 0), ("info", 1)] {
                let run = self.run(&["audit"], &["--select", code, "--fail-on", fail_on])?;
                assert_eq!(run.code, exit, "{code} --fail-on {fail_on}: {}", run.stderr);
            }
        }
        Ok(())
    }
}
