package org.akoma.exchange.packages;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.akoma.ground.database.Compartment;
import org.akoma.ground.vault.Vault;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** All SQL on packages that are called back: here, and by partners. */
@Repository
class CallBackStore {

    private static final String CONTACT = "packages.call-back";
    private static final int MOST_LEFT = 200;

    private final JdbcClient jdbc;
    private final Vault vault;

    CallBackStore(JdbcClient jdbc, Vault vault) {
        this.jdbc = jdbc;
        this.vault = vault;
    }

    String call(UUID file, UUID id, CallBacks.Call command) {
        return jdbc.sql("select packages.call_back(:id, :reason, :contact)")
                .param("id", id)
                .param("reason", command.reason().name())
                .param("contact", vault.seal(file, CONTACT, command.contact()))
                .query(String.class)
                .single();
    }

    /** False: the actor may not. */
    boolean take(UUID id) {
        return jdbc.sql("select packages.take_call_back(:id)")
                .param("id", id)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** As {@link #call}, by an officer, who has no file's key. */
    String callByOfficer(UUID id, CallBacks.Call command) {
        return jdbc.sql("select packages.call_back(:id, :reason, :contact)")
                .param("id", id)
                .param("reason", command.reason().name())
                .param("contact", vault.sealForHouse(Compartment.CUSTODY, CONTACT + id, command.contact()))
                .query(String.class)
                .single();
    }

    /** Whom the authority calls. */
    String contact(UUID file, UUID id) {
        return jdbc.sql("select contact, by_officer from packages.call_back where sent_id = :id")
                .param("id", id)
                .query((row, n) -> {
                    byte[] sealed = Objects.requireNonNull(row.getBytes("contact"));
                    return row.getBoolean("by_officer")
                            ? vault.unsealForHouse(Compartment.CUSTODY, CONTACT + id, sealed, String.class)
                            : vault.unseal(file, CONTACT, sealed, String.class);
                })
                .single();
    }

    /** The packages of all files that somebody downloaded, newest first, with the codes of their files; for an officer. */
    Map<UUID, String> left() {
        Map<UUID, String> found = new LinkedHashMap<>();
        jdbc.sql("select id, code from packages.left_here(:most)")
                .param("most", MOST_LEFT)
                .query((row, n) -> found.put(row.getObject("id", UUID.class), row.getString("code")))
                .list();
        return found;
    }

    /** The file that was made of this package, where the actor sees it. */
    Optional<UUID> fileOf(UUID id) {
        return jdbc.sql("select file_id from packages.received where id = :id")
                .param("id", id)
                .query((row, n) -> Objects.requireNonNull(row.getObject(1, UUID.class)))
                .optional();
    }

    String codeOf(UUID file) {
        return jdbc.sql("select code from cases.file_shown where id = :file")
                .param("file", file)
                .query(String.class)
                .single();
    }

    /**
     * The database verifies the signature itself.
     *
     * @param file null = there is none that the actor sees
     */
    String read(@Nullable UUID file, CallBacks.Words words, SealedFile.Opened<PartnerKey> opened) {
        return jdbc.sql("select packages.read_call_back(:id, :key, :signed, :signature, :words, :contact)")
                .param("id", words.id())
                .param("key", opened.signer().id())
                .param("signed", opened.signed())
                .param("signature", opened.signature())
                .param("words", opened.members().values().iterator().next())
                .param("contact", file == null ? new byte[1] : vault.seal(file, CONTACT, words.contact()))
                .query(String.class)
                .single();
    }

    /** Whether the actor is one of those who read the call-back of this package here. */
    boolean reads(UUID id) {
        return jdbc.sql("select packages.reads_call_back(:id)")
                .param("id", id)
                .query((row, n) -> row.getBoolean(1))
                .single();
    }

    /** A receipt of a call-back; the database verifies the signature itself. */
    String answer(UUID id, SealedFile.Opened<PartnerKey> receipt) {
        return jdbc.sql("select packages.answer_call_back(:id, :key, :signed, :signature, :words)")
                .param("id", id)
                .param("key", receipt.signer().id())
                .param("signed", receipt.signed())
                .param("signature", receipt.signature())
                .param("words", receipt.member(ReceivedPackages.RECEIPT_NAME))
                .query(String.class)
                .single();
    }

    /** The call-back of a package of which a file was made here. */
    Optional<ReceivedPackage.CalledBack> received(UUID file, UUID id) {
        return jdbc.sql("""
                        select c.reason, c.contact, c.called_at, c.read_at, c.state, r.code as reader, d.code as decider from packages.received_call_back c
                          join access.person r on r.id = c.read_by left join access.person d on d.id = c.decided_by where c.file_id = :file and c.package = :id
                        """)
                .param("file", file)
                .param("id", id)
                .query((row, n) -> new ReceivedPackage.CalledBack(
                        CallBacks.Why.valueOf(row.getString("reason")),
                        vault.read(file, CONTACT, Objects.requireNonNull(row.getBytes("contact")), String.class),
                        PackageStore.at(row, "called_at"),
                        row.getString("reader"),
                        PackageStore.at(row, "read_at"),
                        ReceivedPackage.CalledBack.State.valueOf(row.getString("state")),
                        row.getString("decider")))
                .optional();
    }
}
