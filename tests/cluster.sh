#!/bin/sh
# The recipes for many machines on one: GNU parallel, and a Slurm job array on a one-node cluster on loopback, whose
# daemons live in a temporary folder and end with this script.  Needs root, slurm-wlm, munge and parallel.
# usage: BIN=bin tests/cluster.sh
set -u
cd "$(dirname "$0")/.." || exit 2
case ${BIN:=bin} in /*) ;; *) BIN=$PWD/$BIN ;; esac
PATH=$BIN:$PATH:/usr/sbin
LC_ALL=C.UTF-8
PG_GRAMMAR_PATH=$PWD/grammars
export PATH LC_ALL PG_GRAMMAR_PATH
[ -n "${PG_OFFLINE:-}" ] || sh tests/packages.sh cluster || exit 2
tmp=$(mktemp -d) || exit 2
daemons=
stop() {
	for p in $daemons; do kill "$p" 2>/dev/null; done
	wait 2>/dev/null
	rm -rf "$tmp"
}
trap stop EXIT
passed=0 failed=0
ok() { if [ "$2" = 0 ]; then passed=$((passed + 1)); else failed=$((failed + 1)); echo "FAILED cluster: $1"; fi; }

mkdir "$tmp/archive"
i=0; while [ $i -lt 60 ]; do sed "s/500/$((500 + i))/" fixtures/cookbook/archive/qingling.md >"$tmp/archive/$i.md"; i=$((i + 1)); done
printf 'PK\003\004 no filing\000' >"$tmp/archive/damaged.md"
cd "$tmp" || exit 2
find archive -name '*.md' -print0 | sort -z >list
pg-extract -q --files0-from=list 2>/dev/null >single.pg

# --- GNU parallel: a job a shard, a log, again what failed ---
parallel -k --joblog jobs.log pg-extract -q --files0-from=list --shard={}/4 ::: 0 1 2 3 >parts.pg 2>/dev/null
[ $? = 1 ]; ok 'parallel counts the shard that failed' $?
cmp -s parts.pg single.pg; ok 'parallel: shards are a single run' $?
printf '云河市2024年说明\n' >archive/damaged.md
parallel --resume-failed --joblog jobs.log pg-extract -q --files0-from=list --shard={}/4 ::: 0 1 2 3 >/dev/null 2>&1
ok 'parallel --resume-failed' $?
[ "$(tail -n +2 jobs.log | wc -l)" = 5 ]; ok 'only what failed ran again' $?
pg-extract -q --files0-from=list >single.pg

# --- Slurm ---
host=$(hostname -s)
mkdir state spool
dd if=/dev/urandom of=munge.key bs=128 count=1 2>/dev/null
chmod 600 munge.key; chmod 755 .
cat >slurm.conf <<CONF
ClusterName=pg
SlurmctldHost=$host(127.0.0.1)
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=$tmp/munge.socket
CredType=cred/munge
ProctrackType=proctrack/pgid
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SlurmctldPort=17617
SlurmdPort=17618
StateSaveLocation=$tmp/state
SlurmdSpoolDir=$tmp/spool
SlurmctldPidFile=$tmp/slurmctld.pid
SlurmdPidFile=$tmp/slurmd.pid
SlurmctldLogFile=$tmp/slurmctld.log
SlurmdLogFile=$tmp/slurmd.log
AccountingStorageType=accounting_storage/none
JobCompType=jobcomp/none
MpiDefault=none
ReturnToService=2
SchedulerParameters=sched_interval=2
NodeName=$host NodeAddr=127.0.0.1 CPUs=$(nproc) State=UNKNOWN
PartitionName=main Nodes=$host Default=YES MaxTime=INFINITE State=UP
CONF
SLURM_CONF=$tmp/slurm.conf
export SLURM_CONF
munged --foreground --force --key-file="$tmp/munge.key" --socket="$tmp/munge.socket" --pid-file="$tmp/munged.pid" \
    --log-file="$tmp/munged.log" --seed-file="$tmp/munged.seed" 2>munged.err &
daemons="$! $daemons"
sleep 1
slurmctld -D >/dev/null 2>&1 & daemons="$! $daemons"
slurmd -D >/dev/null 2>&1 & daemons="$! $daemons"
i=0; while [ $i -lt 30 ] && ! sinfo -h -o %T 2>/dev/null | grep -q idle; do sleep 1; i=$((i + 1)); done
sinfo -h -o %T | grep -q idle; up=$?
ok 'the cluster is up' $up
[ $up = 0 ] || tail -n 5 slurmctld.log slurmd.log munged.log
cat >job.sh <<'JOB'
#!/bin/sh
#SBATCH --array=0-3
#SBATCH --ntasks=1
pg-extract --files0-from=list --shard=$SLURM_ARRAY_TASK_ID/4 -o part.$SLURM_ARRAY_TASK_ID.pg
JOB
[ $up = 0 ] && timeout 120 sbatch --wait --export=ALL --output=job.%a.log job.sh >/dev/null; ok 'the job array ran' $?
cat part.0.pg part.1.pg part.2.pg part.3.pg 2>/dev/null | cmp -s - single.pg; ok 'Slurm: shards are a single run' $?
printf 'cluster: %d passed, %d failed\n' $passed $failed
[ $failed -eq 0 ]
