package org.akoma.protection.attachments;

import java.util.Base64;
import org.akoma.ground.pages.Formats;
import org.jspecify.annotations.Nullable;

/**
 * An attachment as pages show it.
 *
 * @param title what it is called, or else what it is
 * @param picture the small picture, in the page itself: asked for one by one, each would be a reading of its own
 * @param icon shown where no picture may be
 */
record AttachmentRow(
        Attachment attachment,
        String title,
        String size,
        String addedBy,
        @Nullable String picture,
        String icon) {

    private static final int KILOBYTE = 1 << 10;
    private static final int MEGABYTE = 1 << 20;

    static AttachmentRow of(Attachments.Listed one, @Nullable String addedBy, Formats words) {
        byte[] thumbnail = one.thumbnail();
        Attachment it = one.attachment();
        return new AttachmentRow(
                it,
                title(it, words),
                size(it.bytes(), words),
                words.orUnknown(addedBy),
                thumbnail == null ? null : inPage("image/jpeg", thumbnail),
                icon(it));
    }

    private static String title(Attachment one, Formats words) {
        Attachment.SealedText said = one.words();
        return said == null || said.title() == null ? words.code("attachment-kind", one.kind()) : said.title();
    }

    static String size(int bytes, Formats words) {
        return bytes < MEGABYTE
                ? words.text("attachments.kilobytes", words.number(Math.max(1, bytes / KILOBYTE)))
                : words.text("attachments.megabytes", words.number(Math.round(10.0 * bytes / MEGABYTE) / 10.0));
    }

    private static String icon(Attachment one) {
        if (one.isWithdrawn()) return "x";
        if (one.hasFace()) return "lock";
        return one.media().isVoice() ? "message" : "file";
    }

    /** A picture that needs no address of its own. */
    static String inPage(String type, byte[] content) {
        return "data:" + type + ";base64," + Base64.getEncoder().encodeToString(content);
    }
}
