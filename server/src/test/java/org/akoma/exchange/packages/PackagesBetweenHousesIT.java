package org.akoma.exchange.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.HouseIT;
import org.akoma.Ids;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Organisation;
import org.akoma.ground.access.Role;
import org.akoma.protection.identity.Cases;
import org.akoma.protection.identity.OpenCase;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Two houses exchange packages both ways and close the loop by receipts; what is changed, foreign, old or repeated is refused with its reason. */
class PackagesBetweenHousesIT extends TwoHouses {

    private static byte[] receiptIn(Answer imported) {
        return Base64.getDecoder().decode(imported.json().path("receipt").asString());
    }

    @Test
    void bothWaysWithReceipts() {
        byte[] file = made();
        Caller there = other.api(theirSupervisor);
        Answer shown = bring(there, file, "?dryRun=true");
        assertThat(shown.status()).as(shown.body()).isEqualTo(200);
        JsonNode contents = shown.json().path("contents");
        assertThat(contents.path("from").asString()).isEqualTo(senders.code());
        JsonNode child = contents.path("children").path(0);
        assertThat(child.path("sentAs").asString()).isEqualTo(code);
        assertThat(child.path("age").asInt()).isEqualTo(12);
        assertThat(child.path("state").asString()).isEqualTo("READY");
        assertThat(madeOf(shown)).as("nothing is made").isEmpty();
        Answer imported = bring(there, file, "");
        assertThat(imported.status()).as(imported.body()).isEqualTo(201);
        String made = madeOf(imported);
        JsonNode identity = there.get("/api/v1/cases/" + made + "/identity").json();
        assertThat(identity.toString()).contains(family, "2003-05-04", "Rue du marché, Kumasi");
        JsonNode origin = there.get("/api/v1/cases/" + made + "/origin").json();
        assertThat(origin.path("from").asString()).isEqualTo(senders.code());
        assertThat(origin.path("acceptedAt").isNull()
                        || origin.path("acceptedAt").isMissingNode())
                .isTrue();
        assertThat(there.get("/api/v1/cases/" + made + "/origin/record").body()).contains(family, "akoma-child/1");
        assertThat(there.get("/api/v1/cases/" + made + "/history?limit=50").body())
                .contains("packages.received");
        assertThat(bring(there, file, "").body()).contains("packages.replay");
        assertThat(there.post("/api/v1/cases/" + made + "/origin/acceptance", Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(there.post("/api/v1/cases/" + made + "/origin/acceptance", Map.of())
                        .body())
                .contains("packages.accepted-already");

        byte[] receipt = receiptIn(imported);
        Caller here = api(worker.username());
        assertThat(send(other.api(theirSupervisor), "/api/v1/packages/receipts", receipt)
                        .body())
                .as("for the sender alone")
                .contains("packages.not-for-us");
        assertThat(bring(api(supervisor.username()), receipt, "").body()).contains("packages.other-kind");
        byte[] changed = receipt.clone();
        changed[changed.length - 3] ^= 4;
        assertThat(send(here, "/api/v1/packages/receipts", changed).body()).contains("packages.damaged");
        Actor stranger = actor(person(Role.CASE_WORKER, structure(Organisation.Kind.NGO)));
        assertThat(send(api(stranger.username()), "/api/v1/packages/receipts", receipt)
                        .body())
                .as("who does not see the file")
                .contains("packages.unknown-package");
        Answer read = send(here, "/api/v1/packages/receipts", receipt);
        assertThat(read.status()).as(read.body()).isEqualTo(200);
        assertThat(read.json().path("items").path(0).path("receivedAs").asString())
                .isEqualTo(made);
        assertThat(browser(supervisor.username()).get("/notices?lang=en").body())
                .contains("A package for another house: " + code, "href=\"/cases/" + code + "/packages\"");
        assertThat(send(here, "/api/v1/packages/receipts", receipt).body()).contains("packages.receipt-used");
        assertThat(api(worker.username())
                        .get("/api/v1/cases/" + code + "/packages")
                        .json()
                        .path("items")
                        .path(0)
                        .path("receivedAt")
                        .asString())
                .startsWith("2015-11-16T");
        assertThat(browser(worker.username())
                        .get("/cases/" + code + "/packages")
                        .body())
                .contains("Arrivé le", made);

        back();
    }

    /** The other way: a child of theirs is handed over to us. */
    private void back() {
        String name = newFamilyName();
        byte[] file = madeThere(name);
        Answer imported = bring(api(supervisor.username()), file, "");
        assertThat(imported.status()).as(imported.body()).isEqualTo(201);
        assertThat(api(supervisor.username())
                        .get("/api/v1/cases/" + madeOf(imported) + "/identity")
                        .body())
                .contains(name);
        Answer read = send(other.api(theirWorker), "/api/v1/packages/receipts", receiptIn(imported));
        assertThat(read.status()).as(read.body()).isEqualTo(200);
    }

    @Test
    void whatIsNotAsItShouldBeIsRefusedWithItsReason() {
        byte[] file = made();
        Caller there = other.api(theirSupervisor);
        byte[] flipped = file.clone();
        flipped[file.length / 2] ^= 1;
        assertThat(refusal(there, flipped)).isEqualTo("packages.damaged");
        assertThat(refusal(there, Arrays.copyOf(file, file.length - 1))).isEqualTo("packages.damaged");
        assertThat(refusal(there, "PK\3\4".getBytes(StandardCharsets.ISO_8859_1)))
                .isEqualTo("packages.no-package");
        assertThat(refusal(api(supervisor.username()), file))
                .as("to another house")
                .isEqualTo("packages.not-for-us");
        HouseKey stranger = HouseKey.of(new byte[32]);
        HouseKey theirs = other.bean(HouseKeys.class).key();
        HouseKey ours = house.key();
        assertThat(refusal(there, forged(stranger, stranger, theirs, theirs, 2, 14)))
                .isEqualTo("packages.unknown-signer");
        assertThat(refusal(there, forged(stranger, ours, theirs, theirs, 2, 14)))
                .isEqualTo("packages.signature");
        assertThat(refusal(there, forged(ours, ours, stranger, theirs, 2, 14))).isEqualTo("packages.address");
        assertThat(refusal(there, forged(ours, ours, theirs, theirs, 1, 14)))
                .as("an old schema")
                .isEqualTo("packages.schema");
        assertThat(refusal(there, forged(ours, ours, theirs, theirs, 3, 14)))
                .as("a newer schema")
                .isEqualTo("packages.schema");
        assertThat(refusal(there, forged(ours, ours, theirs, theirs, 2, -1))).isEqualTo("packages.expired");
        assertThat(refusal(there, forged(ours, ours, theirs, theirs, 2, 14)))
                .as("no record")
                .isEqualTo("packages.content");
        other.bean(HouseIT.MovableClock.class).moveTo(MORNING.plus(Duration.ofDays(20)));
        assertThat(refusal(other.api(theirSupervisor), file)).isEqualTo("packages.expired");
        other.bean(HouseIT.MovableClock.class).moveTo(MORNING);
        there = other.api(theirSupervisor);
        Answer keys = there.get("/api/v1/partner-keys");
        String keyId = keys.json()
                .path("items")
                .valueStream()
                .filter(one -> one.path("state").asString().equals("RUNNING"))
                .map(one -> one.path("id").asString())
                .findFirst()
                .orElse("");
        assertThat(keyId).as(keys.body()).isNotEmpty();
        assertThat(other.api(theirCustodian)
                        .post("/api/v1/partner-keys/" + keyId + "/end", Map.of())
                        .status())
                .isEqualTo(200);
        assertThat(refusal(there, file)).as("the partner's key has ended").isEqualTo("packages.signer-over");
    }

    @Autowired
    private HouseKeys house;

    /** Of members that are none of a child. */
    private byte[] forged(HouseKey signs, HouseKey said, HouseKey to, HouseKey encrypted, int schema, int days) {
        Manifest manifest = new Manifest(
                Manifest.Kind.PACKAGE,
                schema,
                Ids.next(),
                "IOM",
                List.of(said.open().fingerprint()),
                ministry.code(),
                to.open().recipient(),
                MORNING,
                MORNING.plus(Duration.ofDays(days)),
                List.of(new Manifest.Child(Ids.next(), "AK-00012", Purpose.CONTINUED_CARE, false)),
                List.of());
        byte[] nothing = "{}".getBytes(StandardCharsets.UTF_8);
        return SealedFile.write(
                List.of(signs),
                encrypted.open(),
                manifest,
                Map.of(
                        RECORD,
                        ("{\"schema\":\"akoma-child/1\"}").getBytes(StandardCharsets.UTF_8),
                        TABLE,
                        nothing,
                        PAPER,
                        nothing));
    }

    private static String refusal(Caller by, byte[] file) {
        Answer answer = bring(by, file, "");
        assertThat(answer.status()).as(answer.body()).isEqualTo(422);
        return answer.json().path("errors").path(0).path("code").asString();
    }

    /** A child whose name sounds like one who has a file there: nothing is made until somebody says that it is another child. */
    @Test
    void aChildWhoMayBeKnownIsAskedAbout() {
        byte[] file = made();
        OpenCase.Result there = other.bean(Cases.class).open(theirWorker, SomeChildNamed.of("Awa", family));
        String known = ((OpenCase.Result.Opened) there).file().code();
        Caller by = other.api(theirSupervisor);
        Answer asked = bring(by, file, "");
        assertThat(asked.status()).isEqualTo(409);
        assertThat(asked.body()).contains("packages.maybe-known", known);
        Answer made = bring(by, file, "?otherChild=" + code);
        assertThat(made.status()).as(made.body()).isEqualTo(201);
        assertThat(madeOf(made)).isNotEqualTo(known);
    }
}
