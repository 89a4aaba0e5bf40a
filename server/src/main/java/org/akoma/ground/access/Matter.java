package org.akoma.ground.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a notification about a child's file is about, as a code. It is shown beside the child's code to the person who was notified, as long as that person may
 * open the file and holds the section that the code tells something of. No letter and no text message carries it.
 */
public enum Matter {
    /** The file was given to another worker. */
    ASSIGNED("", null),
    /** Another supervisor is asked for, or came. */
    SUPERVISOR("", null),
    /** The file was shared with a colleague. */
    SHARED("", null),
    /** Another structure took the file over. */
    TRANSFERRED("", null),
    /** What was registered is not what both sides signed. */
    SLIP_DIFFERS("/identity", Section.IDENTITY),
    /** A person of the family is no longer a bar to a return. */
    BAR_LIFTED("/family", Section.FAMILY),
    /** Referrals ended, because the answer of the child became a no. */
    REFERRALS_ENDED("/referrals", Section.FAMILY),
    /** A referral left before the child answered. */
    REFERRED_IN_DANGER("/referrals", Section.FAMILY),
    /** The child left for home. */
    DEPARTED("/homecoming", Section.PLACEMENT),
    /** A return across a border was agreed to, or began. */
    ACROSS_BORDER("/homecoming", Section.PLACEMENT),
    /** A Child Status Index asks for acts. */
    INDEX("/csi", Section.FOLLOW_UP),
    /** What those who keep the child are to know has changed. */
    INSTRUCTION("/placement", Section.PLACEMENT),
    /** The shelter wrote about the stay. */
    STAY("/placement", Section.PLACEMENT),
    /** The child moved to another shelter. */
    SHELTER_MOVE("/placement", Section.PLACEMENT),
    /** Nobody wrote where the child sleeps. */
    NO_PLACE("/placement", Section.PLACEMENT),
    /** Urgent care after violence is no longer due. */
    URGENT_CARE("/exploitation", Section.EXPLOITATION),
    /** A service for the child. */
    SERVICE("/aid", Section.ASSISTANCE),
    /** Money for the child. */
    MONEY("/aid", Section.ASSISTANCE),
    /** The child was sent to a school or workshop while a danger runs. */
    ENROLMENT("/schooling", Section.FOLLOW_UP),
    /** A paper was added, or its withdrawal is asked for. */
    PAPER("/attachments", null),
    /** A conference about the child. */
    CONFERENCE("/conferences", null),
    /** The child, or a guardian, said no. */
    CONSENT_NO("/consents", Section.FAMILY),
    /** A yes after a no. */
    CONSENT_YES("/consents", Section.FAMILY),
    /** A visit was recorded, put off, taken back or commented on. */
    VISIT("/visits", Section.FOLLOW_UP),
    /** What the child said of a visit gives cause for concern. */
    CHILD_WORRIED("/visits", Section.FOLLOW_UP),
    /** A high risk is proposed, or was decided on. */
    RISK("/risk", Section.FOLLOW_UP),
    /** A danger of the child that runs again, or on another file. */
    DANGER("/alerts", Section.FOLLOW_UP),
    /** The file and another may be of one child. */
    DOUBLE("", Section.IDENTITY),
    /** The file's words are to be erased, or kept. */
    ERASURE("/retention", null),
    /** Whether the child is held to be a victim. */
    VICTIM_STATUS("/exploitation", Section.EXPLOITATION);

    private final String page;
    private final @Nullable Section section;

    Matter(String page, @Nullable Section section) {
        this.page = page;
        this.section = section;
    }

    /** Whether somebody who holds these sections of the file may read the code. */
    public boolean isReadWith(Set<Section> held) {
        return section == null || held.contains(section);
    }

    /** The part of the file where it is found, behind its address; empty = its first page. */
    public String page() {
        return page;
    }
}
