//! A temporary folder with files in it, and the program that runs there.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

/// A folder that is deleted at the end of the test.
pub struct Desk(tempfile::TempDir);

/// What a command printed and how it ended.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Desk {
    pub fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, content).unwrap();
        path
    }

    pub fn read(&self, name: &str) -> String {
        std::fs::read_to_string(self.path(name)).unwrap()
    }

    /// Runs `jaanch` in the folder; spaces separate the arguments.
    pub fn jaanch(&self, args: &str) -> Ran {
        self.jaanch_with(&args.split_whitespace().collect::<Vec<_>>(), "")
    }

    /// Runs `jaanch` with exactly these arguments and this standard input.
    pub fn jaanch_with(&self, args: &[&str], input: &str) -> Ran {
        use std::io::Write;
        let mut child = Command::new(env!("CARGO_BIN_EXE_jaanch"))
            .args(args)
            .current_dir(self.0.path())
            .env_remove("JAANCH_KEY_PASSWORD")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A command that does not read its input may have exited already.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        Ran::of(&child.wait_with_output().unwrap())
    }

    /// Runs it with a password in the environment.
    pub fn jaanch_locked(&self, args: &str, password: &str) -> Ran {
        let output = Command::new(env!("CARGO_BIN_EXE_jaanch"))
            .args(args.split_whitespace())
            .current_dir(self.0.path())
            .env("JAANCH_KEY_PASSWORD", password)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        Ran::of(&output)
    }

    /// Runs it and expects success.
    pub fn ok(&self, args: &str) -> String {
        let ran = self.jaanch(args);
        assert_eq!(ran.code, 0, "jaanch {args}\n{}{}", ran.out, ran.err);
        ran.out
    }

    /// Every file below the folder with its bytes.
    pub fn files(&self, below: &str) -> BTreeMap<String, Vec<u8>> {
        let root = self.path(below);
        let mut files = BTreeMap::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(&folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let name = path.strip_prefix(&root).unwrap().display().to_string();
                    files.insert(name, std::fs::read(&path).unwrap());
                }
            }
        }
        files
    }

    /// The rows of a CSV file, by heading.
    pub fn table(&self, name: &str) -> Vec<BTreeMap<String, String>> {
        table(&self.path(name))
    }

    pub fn dir(&self) -> &Path {
        self.0.path()
    }
}

impl Ran {
    fn of(output: &Output) -> Self {
        Self {
            code: output.status.code().expect("the program was killed"),
            out: String::from_utf8(output.stdout.clone()).unwrap(),
            err: String::from_utf8(output.stderr.clone()).unwrap(),
        }
    }
}

pub fn table(path: &Path) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_path(path)
        .unwrap()
        .deserialize()
        .map(Result::unwrap)
        .collect()
}

/// Two complaints each about these numbers, enough to be listed.
pub fn twice(numbers: &[&str]) -> String {
    let mut text = String::from("Suspect Mobile,Complaint Date\n");
    for number in numbers {
        text += &format!("{number},2026-10-01\n{number},2026-10-02\n");
    }
    text
}
