package org.akoma.programme.training;

/** What is taught ({@code requirements.md 5}); the code list {@code training-module} names them. */
public enum TrainingModule {
    M1_LAW,
    M2_INDICATORS,
    M3_RESCUE_SAFETY,
    M4_CHILD_INTERVIEW,
    M5_REFERRAL_HANDOVER,
    M6_EVIDENCE,
    M7_DATA_PROTECTION,
    M8_SELF_CARE
}
