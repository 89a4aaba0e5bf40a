package org.akoma.protection.attachments;

import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.akoma.ground.access.Section;
import org.jspecify.annotations.Nullable;

/**
 * Something kept with a child's file: a photographed document, a certificate, a drawing, a voice. It belongs to one section of the file,
 * and who holds that section finds it. What it shows or says lies apart, sealed in pieces; here is only what describes it.
 *
 * @param bytes as it is kept
 * @param takenOn when it was made or signed
 * @param faceReason why a face is kept at all; null = no face can be recognised
 * @param words null once it was withdrawn, and for whom it is closed
 * @param closed clinical, and added by others: what it says is for who added it and their clinic (docs/decisions/health-in-two-parts.md)
 * @param barred the consent to photographs was taken back: it is there, and nobody sees it
 */
public record Attachment(
        UUID id,
        UUID fileId,
        Section section,
        Kind kind,
        Media media,
        int bytes,
        @Nullable LocalDate takenOn,
        @Nullable SealedText words,
        @Nullable FaceReason faceReason,
        boolean barred,
        boolean closed,
        UUID addedBy,
        Instant addedAt,
        @Nullable Withdrawal withdrawal) {

    /** What it is; the list {@code attachment-kind}. */
    public enum Kind {
        IDENTITY_DOCUMENT(Media.Family.PICTURE, Media.Family.PAPER),
        LETTER(Media.Family.PICTURE, Media.Family.PAPER),
        COURT_ORDER(Media.Family.PICTURE, Media.Family.PAPER),
        DOCUMENT(Media.Family.PICTURE, Media.Family.PAPER),
        CERTIFICATE(Media.Family.PICTURE, Media.Family.PAPER),
        DRAWING(Media.Family.PICTURE, Media.Family.PAPER),
        VOICE(Media.Family.VOICE),
        PHOTOGRAPH_OF_PERSON(Media.Family.PICTURE);

        private final Set<Media.Family> families;

        Kind(Media.Family first, Media.Family... more) {
            this.families = Set.copyOf(EnumSet.of(first, more));
        }

        Set<Media.Family> families() {
            return families;
        }

        boolean takes(Media.Family family) {
            return families.contains(family);
        }
    }

    /** Why a recognisable face is kept; the list {@code attachment-face-reason}. */
    public enum FaceReason {
        ON_DOCUMENT,
        FAMILY_TRACING,
        INJURIES,
        COURT_ASKS,
        CHILD_ASKS;

        /** An identity card bears a face that somebody else photographed; whatever else shows the child needs their yes. */
        boolean needsConsent() {
            return this != ON_DOCUMENT;
        }
    }

    /** Sealed. */
    public record SealedText(
            @Nullable String title,
            @Nullable String remark,
            @Nullable String faceWords) {}

    /** Its content was destroyed; that it was there, and why it is gone, stays. */
    public record Withdrawal(
            UUID by, Instant at, Reason reason, @Nullable String words) {

        /** The list {@code attachment-withdrawal}. */
        public enum Reason {
            ADDED_BY_MISTAKE,
            OTHER_CHILD,
            CHILD_ASKS,
            CONSENT_WITHDRAWN,
            NOT_NEEDED
        }
    }

    /** The sections that an attachment may belong to. */
    public static final Set<Section> SECTIONS = Set.copyOf(EnumSet.complementOf(EnumSet.of(Section.STATUS)));

    public boolean isWithdrawn() {
        return withdrawal != null;
    }

    public boolean hasFace() {
        return faceReason != null;
    }

    /** Whether its thumbnail may be shown in a list. */
    public boolean isShownInLists() {
        return media.isPicture() && !hasFace() && !isWithdrawn() && !closed;
    }

    /** The name of the file when downloaded: the kind, never a title, since a title may hold a person's name. */
    String fileName(String code) {
        return code + "-" + kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-') + "-"
                + id.toString().substring(24) + "." + media.ending();
    }
}
