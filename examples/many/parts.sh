#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# A part of an evaluation for each task of a Slurm array: sbatch --array=1-8 parts.sh BASE MODEL
#SBATCH --job-name=kl
#SBATCH --output=part-%a.log
set -eu
kl eval --part "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" "$@" -o "part-$SLURM_ARRAY_TASK_ID.kls"
