package org.akoma.protection.attachments;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Section;
import org.akoma.ground.access.Verb;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.cases.CaseWork;
import org.akoma.protection.referrals.ReferralAnswers;
import org.springframework.stereotype.Component;

/**
 * Who may add to a file: people who write the section, and a provider whose structure accepted a referral of the child's health, to the health
 * alone ({@code requirements.md 9}: health, PRV "CR own"). The database holds the same. Call inside an actor's transaction.
 */
@Component
class UploadRights {

    private final CaseWork work;
    private final ReferralAnswers referrals;

    UploadRights(CaseWork work, ReferralAnswers referrals) {
        this.work = work;
        this.referrals = referrals;
    }

    /** Whether there is a file to which they might add at all. */
    static boolean addsSomewhere(Actor actor) {
        return actor.may(Verb.ATTACHMENT_WRITE) || actor.may(Verb.ATTACHMENT_BRING);
    }

    Set<Section> sections(Actor actor, CaseFile file) {
        return Attachment.SECTIONS.stream()
                .filter(section -> may(actor, file, section))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Section.class)));
    }

    boolean may(Actor actor, CaseFile file, Section section) {
        return writes(actor, file, section) || brings(actor, file, section);
    }

    private boolean writes(Actor actor, CaseFile file, Section section) {
        return actor.may(Verb.ATTACHMENT_WRITE) && work.mayWrite(file, section);
    }

    /** To a file in which they do not write. */
    boolean brings(Actor actor, CaseFile file, Section section) {
        return section == Section.HEALTH
                && actor.may(Verb.ATTACHMENT_BRING)
                && !writes(actor, file, section)
                && referrals.accepted(file.id(), section);
    }
}
