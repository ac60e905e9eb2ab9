//! Builds that do not finish: killed, interrupted, disk full, two at once. The earlier output stays whole, and nothing else
//! remains.
#![cfg(unix)]

use std::collections::BTreeMap;
use std::io::Read;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::support::{Desk, twice};

type Files = BTreeMap<String, Vec<u8>>;

fn start(desk: &Desk, args: &str) -> Child {
    Command::new(env!("CARGO_BIN_EXE_jaanch"))
        .args(args.split_whitespace())
        .current_dir(desk.dir())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

/// What is in the desk's folder besides its own files.
fn left_over(desk: &Desk) -> Vec<String> {
    let names = std::fs::read_dir(desk.dir()).unwrap();
    let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names.filter(|name| name.starts_with('.')).collect()
}

/// A desk with an output, and a build that is still sweeping: it takes minutes and has its folder in the making.
fn with_a_build_under_way() -> (Desk, Files, Child) {
    let desk = Desk::new();
    desk.write("a.csv", twice(&["5000000001"]));
    desk.write("b.csv", twice(&["5000000002"]));
    desk.ok("build --reports a.csv --as-of 2026-10-31 --no-sweep --out D");
    let before = desk.files("D");
    let child = start(&desk, "build --reports b.csv --as-of 2026-10-31 --out D");
    let begun = Instant::now();
    while !desk.path(".D.unfinished").exists() {
        assert!(
            begun.elapsed() < Duration::from_secs(60),
            "it does not begin"
        );
        std::thread::sleep(Duration::from_millis(2));
    }
    (desk, before, child)
}

fn signal(child: &Child, name: &str) {
    let sent = Command::new("kill")
        .args([&format!("-{name}"), &child.id().to_string()])
        .status()
        .unwrap();
    assert!(sent.success());
}

#[test]
fn a_build_killed_at_any_moment_leaves_a_whole_output() {
    let kills = std::env::var("JAANCH_TEST_KILLS").map_or(40, |kills| {
        kills.parse().expect("JAANCH_TEST_KILLS is a count")
    });
    let desk = Desk::new();
    let numbers = |from: u32| -> Vec<String> {
        (from..from + 300)
            .map(|at| format!("50000{at:05}"))
            .collect()
    };
    let build =
        |name: &str| format!("build --reports {name}.csv --as-of 2026-10-31 --no-sweep --out D");
    let mut outputs = Vec::new();
    let mut window = Duration::ZERO;
    for (name, from) in [("a", 0), ("b", 1_000)] {
        let numbers = numbers(from);
        let numbers: Vec<&str> = numbers.iter().map(String::as_str).collect();
        desk.write(&format!("{name}.csv"), twice(&numbers));
        let begun = Instant::now();
        desk.ok(&build(name));
        window = window.max(begun.elapsed());
        outputs.push(desk.files("D"));
    }
    let mut state = 1_u64;
    let (mut cut, mut left, mut replaced) = (0, 0, 0);
    for kill in 0..kills {
        let name = ["a", "b"][kill % 2];
        let before = desk.files("D");
        let mut child = start(&desk, &build(name));
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        // From the start to a little after the end. How long a build takes changes with what else the machine does, so the
        // window follows: about every second build is cut short.
        let moment = f64::from(u32::try_from(state >> 40).unwrap()) / f64::from(1 << 24);
        std::thread::sleep(window.mul_f64(moment));
        let _ = child.kill();
        let ended = child.wait().unwrap();
        window = window.mul_f64(if ended.success() { 0.8 } else { 1.2 });
        cut += usize::from(!ended.success());
        left += usize::from(!left_over(&desk).is_empty());
        let after = desk.files("D");
        replaced += usize::from(after != before);
        assert!(
            after == before || after == outputs[kill % 2],
            "kill {kill}: neither the old output nor the new one is whole"
        );
        desk.ok(&build(name));
        assert!(
            desk.files("D") == outputs[kill % 2],
            "the build after kill {kill} differs"
        );
        assert_eq!(left_over(&desk), Vec::<String>::new(), "after kill {kill}");
    }
    println!(
        "{kills} kills: {cut} builds cut short, {left} left something, {replaced} had replaced the output"
    );
    assert!(
        cut * 4 >= kills && left > 0,
        "only {cut} builds were cut short, {left} left something"
    );
}

#[test]
fn ctrl_c_clears_up_and_says_so() {
    let (desk, before, mut child) = with_a_build_under_way();
    signal(&child, "INT");
    let mut told = String::new();
    child
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut told)
        .unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(130), "{told}");
    assert!(told.contains("interrupted"), "{told}");
    assert!(desk.files("D") == before);
    assert_eq!(left_over(&desk), Vec::<String>::new());
}

#[test]
fn two_builds_at_once_into_one_folder_are_one_too_many() {
    let (desk, before, mut child) = with_a_build_under_way();
    let ran = desk.jaanch("build --reports a.csv --as-of 2026-10-31 --no-sweep --out D");
    assert_eq!(ran.code, 1);
    assert!(
        ran.err.contains("another run is writing to this folder"),
        "{}",
        ran.err
    );
    assert!(
        desk.path(".D.unfinished").exists(),
        "the first build lost its folder"
    );
    // A build into another folder is not affected.
    desk.ok("build --reports a.csv --as-of 2026-10-31 --no-sweep --out E");
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(desk.files("D") == before);
    desk.ok("build --reports b.csv --as-of 2026-10-31 --no-sweep --out D");
    assert!(desk.files("D") != before);
    assert_eq!(left_over(&desk), Vec::<String>::new());
}

#[test]
fn a_file_that_cannot_be_written_whole_changes_nothing() {
    let desk = Desk::new();
    desk.write("a.csv", twice(&["5000000001"]));
    desk.ok("build --reports a.csv --as-of 2026-10-31 --no-sweep --out D");
    let before = desk.files("D");
    desk.write("a.csv", twice(&["5000000002"]));
    // No file may grow, as on a full disk. 25 is SIGXFSZ, which would end the program.
    let script = format!(
        "trap '' 25; ulimit -f 0; exec {} build --reports a.csv --as-of 2026-10-31 --no-sweep --out D",
        env!("CARGO_BIN_EXE_jaanch")
    );
    let output = Command::new("sh")
        .args(["-c", &script])
        .current_dir(desk.dir())
        .output()
        .unwrap();
    let told = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(1), "{told}");
    assert!(told.contains("cannot write"), "{told}");
    assert!(desk.files("D") == before);
    assert_eq!(left_over(&desk), Vec::<String>::new());
}

#[test]
fn a_folder_keeps_its_permissions() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new();
    desk.write("a.csv", twice(&["5000000001"]));
    let args = "build --reports a.csv --as-of 2026-10-31 --no-sweep --out D";
    desk.ok(args);
    std::fs::set_permissions(desk.path("D"), std::fs::Permissions::from_mode(0o750)).unwrap();
    desk.ok(args);
    let mode = |name: &str| {
        std::fs::metadata(desk.path(name))
            .unwrap()
            .permissions()
            .mode()
            & 0o777
    };
    assert_eq!((mode("D"), mode("D/private")), (0o750, 0o700));
}
