package org.akoma.protection.retention;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.journal.HouseSignature;
import org.akoma.ground.journal.SignedStatement;
import org.akoma.start.JournalCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import picocli.CommandLine;

/** The certificate of an erasure is a paper and a file, read by who may know of it and verified without the house. */
class ErasureCertificateIT extends ErasureHouse {

    @Autowired
    private HouseSignature house;

    @TempDir
    private Path partner;

    private int verify(String signed) throws Exception {
        Path file = Files.writeString(partner.resolve("signature.json"), signed);
        return new CommandLine(new JournalCommand())
                .execute("statement", "--file", file.toString(), "--key", key().toString());
    }

    private Path key() {
        return partner.resolve("journal.ed25519.pub");
    }

    @Test
    void aPartnerVerifiesItWithTheOpenKeyAlone() throws Exception {
        Files.write(key(), Base64.getDecoder().decode(house.publicKey()));
        close();
        assertThat(browser(custodian.username())
                        .get("/retention/files/" + code + "/certificate")
                        .status())
                .as("nothing is erased yet")
                .isEqualTo(404);
        eraseNow();
        String signed = browser(custodian.username())
                .get("/retention/files/" + code + "/signature")
                .body();
        assertThat(signed).contains("akoma-erasure-1", code).doesNotContain(mark);
        assertThat(verify(signed)).isZero();
        assertThat(verify(signed.replace(code, "AK-999"))).isEqualTo(1);
        Path other = Files.writeString(partner.resolve("certificate.pdf"), "%PDF");
        assertThat(SignedStatement.read(Files.writeString(partner.resolve("signature.json"), signed))
                        .misfit(key(), List.of(other)))
                .as("the certificate is not said to be another one")
                .contains("certificate.pdf", "names no file");
        assertThat(verify("{\"statement\":\"akoma-erasure-1\"}")).isNotZero();
        Files.writeString(key(), "no key");
        assertThat(verify(signed)).isNotZero();
        String paper = "/retention/files/" + code + "/certificate";
        for (Actor reader : List.of(custodian, supervisor)) {
            assertThat(browser(reader.username()).get(paper).body()).startsWith("%PDF");
            assertThat(api(reader.username()).get("/api/v1" + paper).body())
                    .startsWith("%PDF")
                    .doesNotContain(mark);
        }
        assertThat(browser(custodian.username())
                        .get("/retention/files/" + code + "?lang=fr")
                        .body())
                .contains("/retention/files/" + code + "/certificate")
                .doesNotContain("??");
    }

    @Test
    void whoIsNotToldOfItGetsNoPaper() throws Exception {
        close();
        eraseNow();
        Organisation force = structure(Organisation.Kind.LAW_ENFORCEMENT);
        for (Actor outside : List.of(
                actor(person(Role.LE_OFFICER, force)),
                actor(person(Role.SYSTEM_ADMINISTRATOR, ngo)),
                actor(person(Role.CASE_WORKER, ngo)))) {
            for (String part : List.of("/certificate", "/signature"))
                assertThat(browser(outside.username())
                                .get("/retention/files/" + code + part)
                                .status())
                        .as(outside.username() + part)
                        .isIn(403, 404);
            assertThat(api(outside.username())
                            .get("/api/v1/retention/files/" + code + "/certificate")
                            .status())
                    .isIn(403, 404);
        }
    }
}
