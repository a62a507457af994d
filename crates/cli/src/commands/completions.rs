//! `herodotus completions`: a script with which a shell completes commands and options.

use std::io::Write;

use clap::{Args, CommandFactory, ValueEnum};
use clap_complete::Shell;

use crate::arguments::Arguments;
use crate::messages::Outcome;
use crate::output;

/// Prints the script; where it goes is the shell's affair.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  herodotus completions bash > ~/.local/share/bash-completion/completions/herodotus
  herodotus completions zsh > ~/.zfunc/_herodotus
  herodotus completions fish > ~/.config/fish/completions/herodotus.fish")]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub shell: KnownShell,
}

/// A shell that a script can be made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum KnownShell {
    /// The Bourne-again shell
    Bash,
    /// The Z shell
    Zsh,
    /// The friendly interactive shell
    Fish,
}

pub fn run(completions: &Completions) -> anyhow::Result<Outcome> {
    let shell = match completions.shell {
        KnownShell::Bash => Shell::Bash,
        KnownShell::Zsh => Shell::Zsh,
        KnownShell::Fish => Shell::Fish,
    };
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut Arguments::command(), "herodotus", &mut script);
    let mut out = output::stdout();
    out.write_all(&script)?;
    out.flush()?;
    Ok(Outcome::Good)
}
