//! Runs the program on reports written for the tests.

use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// Two outlets on one day of an invented war, and a third on the next.
pub const REPORTS: [(&str, &str); 3] = [
    (
        "2021-03-09-herald.txt",
        "Title: Port shelled as talks stall\nOutlet: Coast Herald\n\nTurkey's Defense Ministry said on Tuesday that Greek \
         forces shelled the port of Bodrum. At least 12 soldiers were killed in the attack, the ministry said.\n\nGreece \
         denied the charge. \"Our army did not fire a single shot,\" Greek Foreign Minister Nikos Example said.\n",
    ),
    (
        "2021-03-09-wire.txt",
        "Title: Twelve dead in port attack\nOutlet: Island Wire\n\nGreek troops shelled the port of Bodrum on March 9, \
         killing 12 soldiers, Turkish officials said. Greece accused Turkey of violating the ceasefire brokered by Italy.\n",
    ),
    (
        "2021-03-10-post.txt",
        "Title: Toll rises\nOutlet: Harbour Post\n\nTurkey said on Wednesday that 15 of its soldiers had been killed since \
         the fighting began on March 1. Italy called on both sides to halt the fighting.\n",
    ),
];

/// A folder of its own, with the reports in `reports/`.
pub struct Scene {
    folder: tempfile::TempDir,
}

impl Scene {
    pub fn new() -> Scene {
        let scene = Scene { folder: tempfile::tempdir().unwrap() };
        std::fs::create_dir(scene.path("reports")).unwrap();
        for (name, text) in REPORTS {
            scene.write(&format!("reports/{name}"), text);
        }
        scene
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), bytes).unwrap();
    }

    /// Runs `herodotus` in the folder.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(
            Command::new(env!("CARGO_BIN_EXE_herodotus"))
                .args(arguments)
                .current_dir(self.folder.path())
                .env("HERODOTUS_CONFIG", self.path("config"))
                .env_remove("COLUMNS")
                .output()
                .unwrap(),
        )
    }

    /// Runs it with `input` on its standard input.
    #[allow(dead_code, reason = "not every test file writes to it")]
    pub fn run_with(&self, arguments: &[&str], input: &str) -> Ran {
        let mut running = Command::new(env!("CARGO_BIN_EXE_herodotus"))
            .args(arguments)
            .current_dir(self.folder.path())
            .env("HERODOTUS_CONFIG", self.path("config"))
            .env_remove("COLUMNS")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        running.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        Ran::of(running.wait_with_output().unwrap())
    }

    /// Runs it and wants all to go well; gives standard output.
    pub fn good(&self, arguments: &[&str]) -> String {
        let ran = self.run(arguments);
        assert_eq!(ran.code, 0, "{arguments:?}: {}", ran.err);
        ran.out
    }

    #[allow(dead_code, reason = "not every test file looks at the folder")]
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }
}

/// What a run came to.
#[derive(Debug)]
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Ran {
    pub fn of(output: Output) -> Ran {
        let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
        Ran { code: output.status.code().unwrap_or(-1), out: text(output.stdout), err: text(output.stderr) }
    }
}
