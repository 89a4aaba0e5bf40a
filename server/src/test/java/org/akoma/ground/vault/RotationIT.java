package org.akoma.ground.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.akoma.Command;
import org.akoma.HouseIT;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.ground.database.Compartments;
import org.akoma.ground.database.KeyFiles;
import org.akoma.ground.database.StartRefused;
import org.akoma.ground.database.TestDatabase;
import org.akoma.protection.identity.Cases;
import org.akoma.protection.identity.OpenCase;
import org.akoma.protection.identity.SomeChild;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import tools.jackson.databind.json.JsonMapper;

/** Master keys are replaced: files of before open under the new key, and nothing is lost that the old one sealed. */
class RotationIT extends HouseIT {

    @Autowired
    private Cases cases;

    @Autowired
    private RotateCommand command;

    @Autowired
    private VaultStore store;

    @Autowired
    private KeyFiles files;

    @Autowired
    private Compartments served;

    @Autowired
    private MessageSource texts;

    private String worker;

    private CaseFileOf opened(String alias) {
        var file = ((OpenCase.Result.Opened) cases.open(actor(worker), SomeChild.named(alias))).file();
        return new CaseFileOf(file.id(), file.code());
    }

    private record CaseFileOf(java.util.UUID id, String code) {}

    /** As a start after the rotation reads the keys. */
    private Vault restarted() {
        return new Vault(store, new MasterKeys(files, served, store), JsonMapper.shared(), texts);
    }

    @Test
    void filesOfBeforeOpenUnderTheNewKey() throws Exception {
        worker = person(Role.CASE_WORKER, structure(Organisation.Kind.NGO));
        CaseFileOf old = opened("Avant");
        byte[] sealed = transactions.as(actor(worker), () -> restarted().seal(old.id(), "a place", "a word"));
        byte[] ofTheHouse =
                restarted().sealForHouse(org.akoma.ground.database.Compartment.PROTECTION, "a place", "a town");
        byte[] mark = restarted().mark(org.akoma.ground.database.Compartment.PROTECTION, "a place", "a code");

        StringWriter said = new StringWriter();
        assertThat(command.run(new Command.Order(
                        Optional.empty(), false, new PrintWriter(said, true), new PrintWriter(said, true))))
                .as(said.toString())
                .isZero();
        assertThat(said.toString()).contains("protection-2.key", "airlock-2.key", "restart");

        assertThat(api(worker).get("/api/v1/cases/" + old.code() + "/identity").status())
                .as("the application that runs goes on")
                .isEqualTo(200);
        Vault anew = restarted();
        assertThat(transactions.as(actor(worker), () -> anew.unseal(old.id(), "a place", sealed, String.class)))
                .isEqualTo("a word");
        assertThat(anew.unsealForHouse(
                        org.akoma.ground.database.Compartment.PROTECTION, "a place", ofTheHouse, String.class))
                .isEqualTo("a town");
        assertThat(anew.mark(org.akoma.ground.database.Compartment.PROTECTION, "a place", "a code"))
                .as("what was found by its mark is found")
                .isEqualTo(mark);
        assertThat(transactions.as(
                        actor(worker), () -> store.findWrapped(old.id()).orElseThrow()))
                .startsWith(NumberedAead.prefix(2));
        assertThat(anew.sealForHouse(org.akoma.ground.database.Compartment.PROTECTION, "a place", "x"))
                .startsWith(NumberedAead.prefix(2));
        CaseFileOf young = opened("Après");
        assertThat(api(worker)
                        .get("/api/v1/cases/" + young.code() + "/identity")
                        .status())
                .isEqualTo(200);

        TestDatabase.checkHouse();
        for (String lost : new String[] {"protection.key", "protection-2.key"}) {
            Path key = files.folder().resolve(lost);
            Path away = files.folder().resolve("away");
            Files.move(key, away);
            try {
                assertThatThrownBy(TestDatabase::checkHouse)
                        .isInstanceOf(StartRefused.class)
                        .hasMessageContaining(lost);
            } finally {
                Files.move(away, key);
            }
        }
    }
}
