package org.akoma.ground.access;

import static org.akoma.ground.access.Verb.*;

import java.util.EnumSet;
import java.util.Set;
import org.akoma.ground.database.Compartment;

/** The fourteen roles and what each may do ({@code requirements.md 9}). A role belongs to one compartment for ever. */
public enum Role {
    LE_OFFICER(
            Compartment.ENFORCEMENT,
            Reach.ORGANISATION,
            OPERATION_READ,
            OPERATION_RECORD,
            SUSPECT_READ,
            SUSPECT_WRITE,
            SLIP_READ,
            SLIP_WRITE,
            MESSAGE_READ,
            MESSAGE_WRITE,
            MESSAGE_BEGIN),
    LE_COORDINATOR(
            Compartment.ENFORCEMENT,
            Reach.ORGANISATION,
            OPERATION_READ,
            OPERATION_RECORD,
            OPERATION_WRITE,
            OPERATION_APPROVE,
            OPERATION_FIGURES,
            SUSPECT_READ,
            SUSPECT_WRITE,
            SLIP_READ,
            MESSAGE_READ,
            MESSAGE_WRITE,
            MESSAGE_BEGIN,
            ALERT_HANDLE),
    TRAINING_COORDINATOR(Compartment.ENFORCEMENT, Reach.OWN),
    CASE_WORKER(
            Compartment.PROTECTION,
            Reach.OWN,
            SLIP_READ,
            SLIP_RECEIVE,
            CASE_LIST,
            CASE_READ,
            CASE_OPEN,
            CASE_WRITE,
            CHILD_WRITE,
            CLOSURE_REQUEST,
            CSI_WRITE,
            PLACEMENT_WRITE,
            SHELTER_READ,
            VISIT_READ,
            VISIT_WRITE,
            SCHOOL_READ,
            SCHOOL_WRITE,
            ATTENDANCE_WRITE,
            GRANT_GIVE,
            BREAK_GLASS,
            EXPORT_PSEUDONYMOUS,
            AGREEMENT_READ,
            REFERRAL_READ,
            REFERRAL_WRITE,
            REFERRAL_ANSWER,
            DIRECTORY_READ,
            DIRECTORY_WRITE,
            SERVICE_READ,
            SERVICE_PLAN,
            SERVICE_GIVE,
            PROVIDER_READ,
            PAYMENT_READ,
            PAYMENT_REQUEST,
            MESSAGE_READ,
            MESSAGE_WRITE,
            MESSAGE_BEGIN,
            ATTACHMENT_READ,
            ATTACHMENT_WRITE,
            CONFERENCE_READ,
            CONFERENCE_WRITE,
            ALERT_RAISE,
            ALERT_ACT),
    CASE_SUPERVISOR(
            Compartment.PROTECTION,
            Reach.ORGANISATION,
            SLIP_READ,
            SLIP_RECEIVE,
            CASE_LIST,
            CASE_READ,
            CASE_WRITE,
            CASE_APPROVE,
            CASE_ASSIGN,
            CLOSURE_REQUEST,
            CLOSURE_DECIDE,
            STATUS_DECIDE,
            PLACEMENT_WRITE,
            PLACEMENT_APPROVE,
            SHELTER_READ,
            VISIT_READ,
            VISIT_REVIEW,
            SCHOOL_READ,
            SCHOOL_WRITE,
            TERM_WRITE,
            ATTENDANCE_WRITE,
            GRANT_GIVE,
            BREAK_GLASS,
            BREAK_GLASS_REVIEW,
            MESSAGE_READ,
            MESSAGE_WRITE,
            MESSAGE_BEGIN,
            ATTACHMENT_READ,
            ATTACHMENT_WRITE,
            CONFERENCE_READ,
            CONFERENCE_WRITE,
            EXPORT_PSEUDONYMOUS,
            EXPORT_REQUEST,
            EXPORT_APPROVE,
            IMPORT_FILES,
            JOURNAL_READ,
            AGREEMENT_READ,
            AGREEMENT_PROPOSE,
            REFERRAL_READ,
            DIRECTORY_READ,
            DIRECTORY_WRITE,
            SERVICE_READ,
            SERVICE_APPROVE,
            PROVIDER_READ,
            PROVIDER_WRITE,
            PAYMENT_READ,
            ALERT_RAISE,
            ALERT_ACT,
            ALERT_HANDLE),
    SHELTER_MANAGER(
            Compartment.PROTECTION,
            Reach.OWN,
            SLIP_READ,
            CASE_LIST,
            CASE_READ,
            SHELTER_READ,
            PLACEMENT_WRITE,
            REFERRAL_READ,
            REFERRAL_ASK,
            DIRECTORY_READ,
            DIRECTORY_WRITE,
            SERVICE_READ,
            MESSAGE_READ,
            MESSAGE_WRITE,
            MESSAGE_BEGIN,
            ATTACHMENT_READ,
            CONFERENCE_READ,
            ALERT_RAISE),
    PROVIDER(
            Compartment.PROTECTION,
            Reach.DESK,
            CASE_LIST,
            CASE_READ,
            REFERRAL_READ,
            REFERRAL_ANSWER,
            DIRECTORY_READ,
            DIRECTORY_WRITE,
            SERVICE_READ,
            SERVICE_GIVE,
            SCHOOL_READ,
            ATTENDANCE_WRITE,
            MESSAGE_READ,
            MESSAGE_WRITE,
            ATTACHMENT_READ,
            ATTACHMENT_BRING,
            CONFERENCE_READ,
            ALERT_RAISE),
    PROJECT_MANAGER(
            Compartment.PROTECTION,
            Reach.OWN,
            OPERATION_FIGURES,
            SLIP_FIGURES,
            CASE_LIST,
            CASE_READ,
            SHELTER_FIGURES,
            SUMMARY_READ,
            INDICATOR_READ,
            EXPORT_PSEUDONYMOUS,
            EXPORT_REQUEST,
            PEOPLE_READ,
            ROLE_APPROVE,
            AGREEMENT_READ,
            AGREEMENT_PROPOSE,
            AGREEMENT_CONFIRM,
            REFERRAL_READ,
            DIRECTORY_READ,
            DIRECTORY_WRITE,
            PROVIDER_READ,
            SERVICE_READ,
            SERVICE_APPROVE,
            PAYMENT_READ,
            PAYMENT_APPROVE),
    FINANCE_OFFICER(
            Compartment.PROTECTION, Reach.OWN, INDICATOR_READ, DIRECTORY_READ, SERVICE_READ, PAYMENT_READ, PAYMENT_PAY),
    EVALUATOR(
            Compartment.PROTECTION,
            Reach.OWN,
            OPERATION_FIGURES,
            CASE_LIST,
            CASE_READ,
            VISIT_READ,
            INDICATOR_READ,
            REFERRAL_READ,
            DIRECTORY_READ,
            SERVICE_READ,
            PAYMENT_READ),
    MINISTRY_OFFICER(
            Compartment.PROTECTION,
            Reach.DESK,
            OPERATION_FIGURES,
            CASE_LIST,
            CASE_READ,
            CASE_WRITE,
            CSI_WRITE,
            VISIT_READ,
            VISIT_WRITE,
            INDICATOR_READ,
            AGREEMENT_READ,
            AGREEMENT_PROPOSE,
            REFERRAL_READ,
            REFERRAL_WRITE,
            REFERRAL_ANSWER,
            DIRECTORY_READ,
            DIRECTORY_WRITE,
            SERVICE_READ,
            SERVICE_GIVE,
            SCHOOL_READ,
            ATTENDANCE_WRITE,
            MESSAGE_READ,
            MESSAGE_WRITE,
            MESSAGE_BEGIN,
            ATTACHMENT_READ,
            ATTACHMENT_WRITE,
            CONFERENCE_READ,
            CONFERENCE_WRITE,
            ALERT_RAISE,
            ALERT_ACT),
    OBSERVER(Compartment.PROTECTION, Reach.OWN, OPERATION_FIGURES, INDICATOR_READ, DIRECTORY_READ),
    DATA_PROTECTION_OFFICER(
            Compartment.CUSTODY,
            Reach.OWN,
            JOURNAL_READ,
            BREAK_GLASS_REVIEW,
            EXPORT_APPROVE,
            PEOPLE_READ,
            ROLE_APPROVE,
            AGREEMENT_READ,
            AGREEMENT_CONFIRM,
            ALERT_HANDLE,
            COMPLAINT_JUDGE,
            FOCAL_POINT_NAME),
    SYSTEM_ADMINISTRATOR(Compartment.ADMINISTRATION, Reach.OWN, PEOPLE_READ, PEOPLE_WRITE, SETTINGS_WRITE);

    /** How far a role reaches beyond the person: nothing, what is sent to the structure's desk, or the whole structure. */
    public enum Reach {
        OWN,
        DESK,
        ORGANISATION
    }

    /** Those who work with no colleague of their side: {@link Actor#isOutside()}. PostgreSQL names the same ({@code access.is_outside}). */
    public static final Set<Role> OUTSIDE = Set.of(OBSERVER, EVALUATOR, TRAINING_COORDINATOR, FINANCE_OFFICER);

    private final Compartment compartment;
    private final Reach reach;
    private final Set<Verb> verbs;

    Role(Compartment compartment, Reach reach, Verb... verbs) {
        this.compartment = compartment;
        this.reach = reach;
        this.verbs = verbs.length == 0 ? Set.of() : Set.copyOf(EnumSet.copyOf(Set.of(verbs)));
    }

    public Compartment compartment() {
        return compartment;
    }

    public Reach reach() {
        return reach;
    }

    public Set<Verb> verbs() {
        return verbs;
    }

    /** Whether a second factor is asked of this role: every role that sees files, operations or the journal. */
    public boolean needsSecondFactor() {
        return this != OBSERVER;
    }
}
