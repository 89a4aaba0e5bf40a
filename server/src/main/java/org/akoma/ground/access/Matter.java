package org.akoma.ground.access;

/**
 * What a notification about a child's file is about, as a code. It is shown beside the child's code to the person who was notified, as long as that person may
 * open the file and holds the section that the code tells something of; which section that is, and who holds it, the database says
 * ({@code notices.sections_of}, {@code notices.rung}). No letter and no text message carries it.
 */
public enum Matter {
    /** The file was given to another worker. */
    ASSIGNED(""),
    /** Another supervisor is asked for, or came. */
    SUPERVISOR(""),
    /** The file was shared with a colleague. */
    SHARED(""),
    /** Another structure took the file over. */
    TRANSFERRED(""),
    /** What was registered is not what both sides signed. */
    SLIP_DIFFERS("/identity"),
    /** A person of the family is no longer a bar to a return. */
    BAR_LIFTED("/family"),
    /** Referrals ended, because the answer of the child became a no. */
    REFERRALS_ENDED("/referrals"),
    /** A referral left before the child answered. */
    REFERRED_IN_DANGER("/referrals"),
    /** The child left for home. */
    DEPARTED("/homecoming"),
    /** A return across a border was agreed to, or began. */
    ACROSS_BORDER("/homecoming"),
    /** A Child Status Index asks for acts. */
    INDEX("/csi"),
    /** What those who keep the child are to know has changed. */
    INSTRUCTION("/placement"),
    /** The shelter wrote about the stay. */
    STAY("/placement"),
    /** The child moved to another shelter. */
    SHELTER_MOVE("/placement"),
    /** Nobody wrote where the child sleeps. */
    NO_PLACE("/placement"),
    /** Urgent care after violence is no longer due. */
    URGENT_CARE("/exploitation"),
    /** A service for the child. */
    SERVICE("/aid"),
    /** Money for the child. */
    MONEY("/aid"),
    /** The child was sent to a school or workshop while a danger runs. */
    ENROLMENT("/schooling"),
    /** A paper was added, or its withdrawal is asked for. */
    PAPER("/attachments"),
    /** A conference about the child. */
    CONFERENCE("/conferences"),
    /** The child, or a guardian, said no. */
    CONSENT_NO("/consents"),
    /** A yes after a no. */
    CONSENT_YES("/consents"),
    /** A visit was recorded, put off, taken back or commented on. */
    VISIT("/visits"),
    /** What the child said of a visit gives cause for concern. */
    CHILD_WORRIED("/visits"),
    /** A high risk is proposed, or was decided on. */
    RISK("/risk"),
    /** A danger of the child that runs again, or on another file. */
    DANGER("/alerts"),
    /** The file and another may be of one child. */
    DOUBLE(""),
    /** The file's words are to be erased, or kept. */
    ERASURE("/retention"),
    /** Whether the child is held to be a victim. */
    VICTIM_STATUS("/exploitation"),
    /** A package for another house: a receipt came, it is called back, or it may not leave. */
    PACKAGE_SENT("/packages"),
    /** The sender calls back the package of which the file was made. */
    PACKAGE_CAME("/origin");

    private final String page;

    Matter(String page) {
        this.page = page;
    }

    /** The part of the file where it is found, behind its address; empty = its first page. */
    public String page() {
        return page;
    }
}
