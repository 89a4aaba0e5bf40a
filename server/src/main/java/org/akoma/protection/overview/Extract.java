package org.akoma.protection.overview;

import java.time.Instant;
import java.util.Set;
import org.akoma.EnumSets;
import org.akoma.ground.access.Section;
import org.akoma.protection.cases.CaseFile;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.identity.Identity;
import org.akoma.protection.record.Exploitation;
import org.jspecify.annotations.Nullable;

/**
 * One file as the actor may export it now.
 *
 * @param file what they see of it
 * @param sections what they hold of it
 * @param onTheFile whether a grant on this very file opens it: oversight takes code and state, and not who the child is
 * @param least whether the actor holds the file only by a referral, an enrolment, a stay or a sample: the state of the case is then left out
 * @param identity null when it was not asked for, or they do not hold it
 * @param exploitation null when nothing is written, or they do not hold it
 * @param consent to case management; null when nobody was asked, or they do not hold it
 */
public record Extract(
        CaseFile file,
        Set<Section> sections,
        boolean onTheFile,
        boolean least,
        @Nullable Identity identity,
        @Nullable Exploitation exploitation,
        Consent.@Nullable Status consent) {

    public Extract {
        sections = EnumSets.inOrder(Section.class, sections);
    }

    /**
     * How far an export reaches: how many files, and when the first and the last of them were registered.
     *
     * @param first null = there is none; so is last
     */
    public record Reach(
            long files, @Nullable Instant first, @Nullable Instant last) {
        static final Reach NONE = new Reach(0, null, null);
    }
}
