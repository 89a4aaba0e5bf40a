package org.akoma.protection.attachments;

import java.util.concurrent.Semaphore;
import org.akoma.ground.reference.Policies;
import org.springframework.stereotype.Component;

/**
 * Checks every content that is sent: detects its type, measures it, and writes it anew without metadata or hidden parts. One at a time, because
 * a decoded picture needs much memory.
 */
@Component
class Contents {

    private static final long MILLION = 1_000_000;
    private static final int MEGABYTE = 1 << 20;

    /** Whatever a country wishes: a content is in memory while it is looked at. */
    private static final int MOST_EVER = 20;

    private final Policies policies;
    private final Semaphore desk = new Semaphore(1, true);

    Contents(Policies policies) {
        this.policies = policies;
    }

    /** What may be kept of it. Takes up to seconds; never inside a transaction. */
    Cleaned clean(byte[] raw, Attachment.Kind kind) throws Rejected {
        Media media = Media.of(raw).orElseThrow(() -> Rejected.because("attachments.not-allowed"));
        if (!kind.takes(media.family())) throw Rejected.because("attachments.other-kind");
        if (raw.length > most(media.family()))
            throw Rejected.because("attachments.too-large", most(media.family()) / MEGABYTE);
        desk.acquireUninterruptibly();
        try {
            return clean(raw, media);
        } finally {
            desk.release();
        }
    }

    private Cleaned clean(byte[] raw, Media media) throws Rejected {
        return switch (media) {
            case JPEG, PNG -> Pictures.clean(raw, media, policies.count("attachment.pixels.max") * MILLION);
            case PDF -> Paper.clean(raw);
            case OGG -> new Cleaned(media, OggSound.bare(raw), null);
            case MP3 -> new Cleaned(media, Mp3Sound.bare(raw), null);
            case M4A -> new Cleaned(media, M4aSound.bare(raw), null);
            case WAV -> new Cleaned(media, WavSound.bare(raw), null);
            case WEBM -> new Cleaned(media, WebmSound.bare(raw), null);
        };
    }

    /** In bytes. */
    int most(Media.Family family) {
        int wanted = switch (family) {
            case PICTURE -> policies.count("attachment.picture.max");
            case PAPER -> policies.count("attachment.paper.max");
            case VOICE -> policies.count("attachment.voice.max");
        };
        return MEGABYTE * Math.min(wanted, MOST_EVER);
    }

    /** The most that a content of this kind may have, whatever it turns out to be. */
    int most(Attachment.Kind kind) {
        return kind.families().stream().mapToInt(this::most).max().orElseThrow();
    }
}
