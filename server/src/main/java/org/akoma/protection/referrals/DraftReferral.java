package org.akoma.protection.referrals;

import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.akoma.EnumSets;
import org.akoma.ground.access.Section;
import org.akoma.ground.agreements.Agreement;
import org.jspecify.annotations.Nullable;

/**
 * Write a referral, under an id of the caller's, or rewrite one that was not sent yet.
 *
 * @param version of the draft as the caller read it; null = a new one
 * @param code null = one is assigned; a scenario brings its own
 * @param from code of the structure that refers; null = the caller's own. Another one when a structure that does not work on the file referred
 * the child by word or letter
 * @param sections code and state of the file are always included
 */
public record DraftReferral(
        UUID id,
        @Nullable Integer version,
        @Nullable String code,
        @Nullable String from,
        String to,
        Agreement.Purpose purpose,
        Referral.Priority priority,
        @Nullable String service,
        Set<Section> sections,
        @Nullable UUID homecomingId,
        Referral.SealedText words) {

    public DraftReferral {
        EnumSet<Section> whole = EnumSet.of(Section.STATUS);
        whole.addAll(sections);
        sections = EnumSets.inOrder(Section.class, whole);
    }
}
