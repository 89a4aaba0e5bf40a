package org.akoma.protection.attachments;

import java.util.List;
import java.util.Optional;
import org.akoma.ground.vault.Vault;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** SQL on attachments.piece: what an attachment shows or says. */
@Repository
class PieceStore {

    static final String CONTENT = "CONTENT";
    static final String THUMBNAIL = "THUMBNAIL";

    private final JdbcClient jdbc;
    private final Vault vault;

    PieceStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    void insert(Attachment of, String what, byte[] content) {
        List<byte[]> pieces = Chunks.cut(content);
        for (int place = 0; place < pieces.size(); place++)
            jdbc.sql("""
                            insert into attachments.piece (attachment_id, file_id, section, what, place, places, sealed)
                            values (:id, :file, :section, :what, :place, :places, :sealed)
                            """)
                    .param("id", of.id())
                    .param("file", of.fileId())
                    .param("section", of.section().bit())
                    .param("what", what)
                    .param("place", place)
                    .param("places", pieces.size())
                    .param("sealed", seal(of, what, place, pieces))
                    .update();
    }

    private byte[] seal(Attachment of, String what, int place, List<byte[]> pieces) {
        return vault.sealBytes(of.fileId(), Chunks.place(of.id(), what, place, pieces.size()), pieces.get(place));
    }

    private record Sealed(int place, int places, byte[] bytes) {}

    /** Empty when it was withdrawn, or is not to be seen now. Throws when a piece is missing or none of this attachment. */
    Optional<byte[]> find(Attachment of, String what) {
        List<Sealed> found = jdbc.sql("""
                        select place, places, sealed from attachments.piece
                         where attachment_id = :id and what = :what order by place
                        """)
                .param("id", of.id())
                .param("what", what)
                .query((row, n) -> new Sealed(row.getInt(1), row.getInt(2), row.getBytes(3)))
                .list();
        if (found.isEmpty()) return Optional.empty();
        if (found.size() != found.getFirst().places())
            throw new IllegalStateException("Pieces of attachment " + of.id() + " are missing");
        return Optional.of(
                Chunks.joined(found.stream().map(piece -> open(of, what, piece)).toList()));
    }

    private byte[] open(Attachment of, String what, Sealed piece) {
        String place = Chunks.place(of.id(), what, piece.place(), piece.places());
        return vault.unsealBytes(of.fileId(), place, piece.bytes());
    }
}
