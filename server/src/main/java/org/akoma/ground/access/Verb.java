package org.akoma.ground.access;

/** What a person may do. Which rows they may do it to is decided by the database, from the grants. */
public enum Verb {
    OPERATION_READ,
    /** Plan an operation, add sites and persons screened: what the matrix calls C. */
    OPERATION_RECORD,
    /** Change and decide: what the matrix calls U. */
    OPERATION_WRITE,
    OPERATION_APPROVE,
    OPERATION_FIGURES,
    SUSPECT_READ,
    SUSPECT_WRITE,
    SLIP_READ,
    SLIP_WRITE,
    SLIP_RECEIVE,
    SLIP_FIGURES,
    /** What crosses from care to the police: asked for by the one, decided by the other. */
    DISCLOSURE_ASK,
    DISCLOSURE_READ,
    DISCLOSURE_DECIDE,
    /** Which file a victim of the police became, once a disclosure about it was agreed to. */
    LINK_OPEN,
    CASE_LIST,
    CASE_READ,
    CASE_OPEN,
    CASE_WRITE,
    /** Enter who the child is, the family, the guardians, consent and health: who works with the child. Supervisors read them. */
    CHILD_WRITE,
    CASE_APPROVE,
    CASE_ASSIGN,
    /** Ask for the package by which an accepted file leaves for another house, and take it. */
    PACKAGE_ASK,
    CLOSURE_REQUEST,
    CLOSURE_DECIDE,
    STATUS_DECIDE,
    PLACEMENT_WRITE,
    PLACEMENT_APPROVE,
    /** Record a Child Status Index or a risk score: "Visit, CSI, risk", C. */
    CSI_WRITE,
    /** Raise an alert on a child whom one sees. */
    ALERT_RAISE,
    /** Say what was done about one. */
    ALERT_ACT,
    /** Signal that a child with whom one had to do needs help again. */
    HELP_SIGNAL,
    /** Take one on, and close it. */
    ALERT_HANDLE,
    /** Complaints about staff: read and judge. Focal points may without this verb. */
    COMPLAINT_JUDGE,
    FOCAL_POINT_NAME,
    SHELTER_READ,
    SHELTER_FIGURES,
    /** Visits planned and done, on the files that one sees. */
    VISIT_READ,
    /** Plan, move and record visits. */
    VISIT_WRITE,
    /** Look through what another person recorded of a visit. */
    VISIT_REVIEW,
    /** What is done for a child: who plans it, who sees it through, who agrees to it. */
    SERVICE_READ,
    SERVICE_PLAN,
    SERVICE_GIVE,
    SERVICE_APPROVE,
    PROVIDER_READ,
    PROVIDER_WRITE,
    PAYMENT_READ,
    PAYMENT_REQUEST,
    PAYMENT_APPROVE,
    PAYMENT_PAY,
    /** Schools, centres, terms and the pupils one may see. */
    SCHOOL_READ,
    SCHOOL_WRITE,
    TERM_WRITE,
    ATTENDANCE_WRITE,
    GRANT_GIVE,
    BREAK_GLASS,
    BREAK_GLASS_REVIEW,
    EXPORT_PSEUDONYMOUS,
    EXPORT_REQUEST,
    EXPORT_APPROVE,
    IMPORT_FILES,
    /** Read conversations that one takes part in, or whose section of a file one holds. */
    MESSAGE_READ,
    /** Answer in them. */
    MESSAGE_WRITE,
    /** Open a conversation. */
    MESSAGE_BEGIN,
    /** Read and answer for the case conferences of files whose section one holds. */
    CONFERENCE_READ,
    /** Plan a conference, write its minutes and decisions. */
    CONFERENCE_WRITE,
    /** Look at the documents, drawings and voices of files whose section one holds. */
    ATTACHMENT_READ,
    /** Add them, and withdraw one's own. */
    ATTACHMENT_WRITE,
    /** Add to the health of a child whose referral one's own structure accepted: "Health, psychology", C. */
    ATTACHMENT_BRING,
    JOURNAL_READ,
    PEOPLE_READ,
    PEOPLE_WRITE,
    ROLE_APPROVE,
    SETTINGS_WRITE,
    AGREEMENT_READ,
    AGREEMENT_PROPOSE,
    AGREEMENT_CONFIRM,
    REFERRAL_READ,
    /** Ask for one on behalf of a shelter where the child stays; the child's worker sends it. */
    REFERRAL_ASK,
    /** Draft, send, end, and record the answer of a structure that has no account here. */
    REFERRAL_WRITE,
    /** Acknowledge, accept, decline and complete what was sent to one's own structure. */
    REFERRAL_ANSWER,
    DIRECTORY_READ,
    DIRECTORY_WRITE,
    /** Plan missions that evaluate the project, and write what belongs to those of one's team. */
    EVALUATION_WRITE,
    /** Read released findings, responses and the plan of action. */
    FINDING_READ,
    /** Read how many there are, and nothing else of them. */
    FINDING_FIGURES,
    /** Have the month of the project made for who pays for it. */
    REPORT_DONOR,
    RESPONSE_PROPOSE,
    RESPONSE_CONFIRM,
    /** Begin and finish actions that one owns. */
    ACTION_UPDATE,
    /** Who was invited to a workshop and came. */
    WORKSHOP_READ,
    WORKSHOP_WRITE,
    SUMMARY_READ,
    INDICATOR_READ,
    /** Read the exact counts behind what is published. */
    RELEASE_READ,
    /** Prepare tables for the public, which a second person publishes. */
    RELEASE_PREPARE,
    /** Write a story of a child who said yes to press and communication. */
    STORY_WRITE,
    STORY_READ,
    /** Read training records: which, the database says. */
    TRAINING_READ,
    /** Plan sessions, put people on them and record what they attended, wrote and did. */
    TRAINING_WRITE,
    /** Propose who is certified, and that a certificate is revoked. */
    TRAINING_CERTIFY,
    /** Counts of training alone. */
    TRAINING_FIGURES
}
