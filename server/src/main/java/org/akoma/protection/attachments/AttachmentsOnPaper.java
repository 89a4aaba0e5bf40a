package org.akoma.protection.attachments;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.access.Actor;
import org.akoma.ground.pages.Formats;
import org.akoma.protection.cases.FileFrame;
import org.akoma.protection.cases.PersonCodes;
import org.akoma.protection.overview.PrintedPart;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The attachments on the printed page of a file: listed by title, without pictures, since nobody controls who sees a printed picture. */
@Component
@Order(70)
class AttachmentsOnPaper implements PrintedPart {

    /** More than a file may have kept ({@code attachment.per-file.max}); those withdrawn come on top. */
    static final int MOST = 500;

    private final Attachments attachments;
    private final PersonCodes people;
    private final Formats words;

    AttachmentsOnPaper(Attachments attachments, PersonCodes people, Formats words) {
        this.attachments = attachments;
        this.people = people;
        this.words = words;
    }

    /** @param more whether there are more than these */
    record Told(List<AttachmentRow> rows, boolean more) {}

    @Override
    public Optional<Printed> partFor(Actor actor, FileFrame frame, Paper paper) {
        if (paper == Paper.SHEET
                || !frame.worksOnIt()
                || Attachment.SECTIONS.stream().noneMatch(frame::holds)) return Optional.empty();
        return attachments
                .list(actor, frame.code(), null, null, MOST + 1)
                .map(all -> new Printed("attachments/printed", told(actor, all)));
    }

    private Told told(Actor actor, List<Attachment> all) {
        List<Attachment> shown = all.subList(0, Math.min(MOST, all.size()));
        Map<UUID, String> codes =
                people.of(actor, shown.stream().map(Attachment::addedBy).toList());
        return new Told(
                shown.stream()
                        .map(one ->
                                AttachmentRow.of(new Attachments.Listed(one, null), codes.get(one.addedBy()), words))
                        .toList(),
                all.size() > MOST);
    }
}
