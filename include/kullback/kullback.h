/* SPDX-License-Identifier: Apache-2.0 */
/**
 * @file kullback.h
 * @brief All rooms: how many bits apart, where, is it noise.
 *
 * Start with <kullback/compare.h> (two things in, a document out) or <kullback/measure.h> (two arrays
 * in, a number out).
 */
#ifndef KULLBACK_KULLBACK_H
#define KULLBACK_KULLBACK_H

#include <kullback/base.h>
#include <kullback/compare.h>
#include <kullback/compare_drift.h>
#include <kullback/compare_ib.h>
#include <kullback/compare_mi.h>
#include <kullback/evaluate.h>
#include <kullback/family.h>
#include <kullback/information.h>
#include <kullback/information_bottleneck.h>
#include <kullback/information_channel.h>
#include <kullback/information_joint.h>
#include <kullback/information_nearest.h>
#include <kullback/io.h>
#include <kullback/loss.h>
#include <kullback/loss_adversarial.h>
#include <kullback/loss_latent.h>
#include <kullback/loss_policy.h>
#include <kullback/loss_preference.h>
#include <kullback/measure.h>
#include <kullback/report.h>
#include <kullback/sample.h>
#include <kullback/table.h>
#include <kullback/table_arrow.h>
#include <kullback/table_drift.h>
#include <kullback/table_profile.h>
#include <kullback/text.h>
#include <kullback/text_cipher.h>
#include <kullback/text_language.h>
#include <kullback/transport.h>
#include <kullback/transport_entropic.h>
#include <kullback/transport_sample.h>
#include <kullback/transport_sliced.h>

#endif
