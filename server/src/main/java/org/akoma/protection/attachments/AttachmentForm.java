package org.akoma.protection.attachments;

import java.time.LocalDate;
import java.util.Collection;
import java.util.UUID;
import java.util.regex.Pattern;
import org.akoma.Ids;
import org.akoma.ground.access.Section;
import org.akoma.ground.web.Form;
import org.jspecify.annotations.Nullable;

/** What is typed about an attachment, for pages and JSON alike. */
final class AttachmentForm {

    static final int LONGEST_TITLE = 120;
    static final int LONGEST_REMARK = 2_000;
    private static final int LARGEST = 100 << 20;
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    private AttachmentForm() {}

    /**
     * @param sections those that may be chosen.
     * @return null when something is wrong: see the form's errors
     */
    static @Nullable AddAttachment add(Form form, Collection<Section> sections) {
        UUID id = form.id("id");
        Attachment.Kind kind = form.requiredChoice("kind", Attachment.Kind.class);
        String section = form.requiredChoice(
                "section", sections.stream().map(Section::name).toList());
        LocalDate takenOn = form.date("takenOn");
        boolean face = form.ticked("face");
        Attachment.FaceReason reason = form.choice("faceReason", Attachment.FaceReason.class);
        Attachment.SealedText words = new Attachment.SealedText(
                form.text("title", LONGEST_TITLE),
                form.text("remark", LONGEST_REMARK),
                form.text("faceWords", LONGEST_REMARK));
        if (!form.isSound() || kind == null || section == null) return null;
        return new AddAttachment(
                id == null ? Ids.next() : id, kind, Section.valueOf(section), takenOn, face, reason, words);
    }

    /** @param sha256 of the whole, in hexadecimal with small letters */
    record Announced(int size, String sha256) {}

    static @Nullable Announced announced(Form form) {
        Integer size = form.integer("size", 1, LARGEST);
        if (size == null && form.hasNoError("size")) form.wrong("size", "form.required");
        String sha256 = form.required("sha256", 64);
        if (sha256 != null && !SHA256.matcher(sha256).matches()) form.wrong("sha256", "attachments.bad-digest");
        return size == null || sha256 == null || !form.isSound() ? null : new Announced(size, sha256);
    }

    static @Nullable WithdrawAttachment withdraw(Form form, UUID attachment) {
        Attachment.Withdrawal.Reason reason = form.requiredChoice("reason", Attachment.Withdrawal.Reason.class);
        String words = form.text("words", LONGEST_REMARK);
        return !form.isSound() || reason == null ? null : new WithdrawAttachment(attachment, reason, words);
    }
}
