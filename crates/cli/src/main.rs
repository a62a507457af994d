//! The command line of Herodotus: a table of contents of its commands.

mod arguments;
mod commands;
mod folder;
mod messages;
mod output;

use std::process::ExitCode;

use arguments::{Arguments, Command};
use clap::Parser;
use messages::Outcome;

/// Reading takes and gives back large tables at a fast pace, which the system's allocator returns to the system each time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let shared = &arguments.shared;
    let done = match &arguments.command {
        Command::Read(read) => commands::read::run(shared, read),
        Command::Report(report) => commands::report::run(shared, report),
        Command::Show(show) => commands::show::run(shared, show),
        Command::Find(find) => commands::find::run(shared, find),
        Command::Export(export) => commands::export::run(shared, export),
        Command::Log(log) => commands::log::run(shared, log),
        Command::Review(review) => commands::review::run(shared, review),
        Command::Recode(recode) => commands::recode::run(shared, recode),
        Command::Code(code) => commands::code::run(shared, code),
        Command::Annotate(annotate) => commands::annotate::run(shared, annotate),
        Command::Link(link) => commands::link::run(shared, link),
        Command::Explain(explain) => commands::explain::run(shared, explain),
        Command::Ledger(ledger) => commands::ledger::run(shared, ledger),
        Command::Lexicon(lexicon) => commands::lexicon::run(shared, lexicon),
        Command::Completions(completions) => commands::completions::run(completions),
    };
    match done {
        Ok(Outcome::Good) => ExitCode::SUCCESS,
        Ok(Outcome::SomeFailed) => ExitCode::from(1),
        Err(error) if output::reader_has_gone(&error) => ExitCode::SUCCESS,
        Err(error) => {
            messages::say(&format!("{error:#}"));
            ExitCode::from(2)
        }
    }
}
