package org.akoma.programme.evaluation;

/** Where an answer or a finding comes from. Stored in {@code evaluation.question} and {@code evaluation.evidence}. */
public enum Source {
    FILE_REVIEW,
    FIGURES,
    SOCIAL_WORKERS,
    CHILDREN,
    CAREGIVERS,
    POLICE,
    TEACHERS,
    VISITS,
    WORKSHOP,
    PARTNERS
}
