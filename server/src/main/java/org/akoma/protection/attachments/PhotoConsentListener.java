package org.akoma.protection.attachments;

import java.util.Map;
import org.akoma.ground.access.Section;
import org.akoma.ground.journal.Journal;
import org.akoma.protection.consent.Consent;
import org.akoma.protection.consent.ConsentRecorded;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Hides every face that a consent to photographs allowed when the consent is withdrawn, in the same transaction; a new consent shows them again. */
@Component
class PhotoConsentListener {

    private final AttachmentStore store;
    private final Journal journal;

    PhotoConsentListener(AttachmentStore store, Journal journal) {
        this.store = store;
        this.journal = journal;
    }

    @EventListener
    void answered(ConsentRecorded recorded) {
        Consent consent = recorded.consent();
        if (consent.purpose() != Consent.Purpose.PHOTO) return;
        AttachmentStore.Faces faces = store.bar(recorded.file().id());
        if (faces.changed() > 0)
            journal.note(
                    recorded.file().id(),
                    Section.FAMILY,
                    faces.bars() ? "attachments.faces-barred" : "attachments.faces-unbarred",
                    Map.of("attachments", faces.changed()));
    }
}
