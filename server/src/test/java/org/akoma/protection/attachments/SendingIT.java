package org.akoma.protection.attachments;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.akoma.Answer;
import org.akoma.Caller;
import org.akoma.Ids;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Section;
import org.akoma.protection.attachments.Attachment.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

/** A content that comes in parts: over lines that break, by two at once, with what is wrong. */
class SendingIT extends AttachmentHouse {

    private static final int PART = 700;

    @Autowired
    private AttachmentUploads uploads;

    @Autowired
    private AttachmentUploadStore store;

    private Caller caller;

    @BeforeEach
    void aCaller() {
        caller = api(worker.username());
    }

    private UUID begun(Kind kind, byte[] content) {
        UUID id = Ids.next();
        Answer answer = caller.post(api(), announced(id, kind, Section.NOTES, content));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        assertThat(answer.json().path("offset").asInt()).isZero();
        return id;
    }

    /** @return the answer to the last part */
    private Answer all(UUID id, byte[] content, int from) {
        Answer last = null;
        for (int at = from; at < content.length; at += PART)
            last = part(caller, id, at, Arrays.copyOfRange(content, at, Math.min(content.length, at + PART)));
        return last;
    }

    private static String why(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        return answer.json().path("errors").get(0).path("code").asString();
    }

    @Test
    void theLastPartTellsThatItIsKept() {
        byte[] content = Samples.telephone(120, 90, 6);
        UUID id = begun(Kind.DOCUMENT, content);
        Answer last = all(id, content, 0);
        assertThat(last.status()).as(last.toString()).isEqualTo(200);
        assertThat(last.json().path("state").asString()).isEqualTo("KEPT");
        assertThat(last.json().path("attachment").path("mediaType").asString()).isEqualTo("image/jpeg");
        assertThat(last.json().path("attachment").path("title").asString()).isEqualTo(TITLE);
        Answer read = caller.get(api() + "/" + id + "/content");
        assertThat(read.header("Content-Type")).hasValue("image/jpeg");
        assertThat(read.header("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(read.header("Cache-Control"))
                .hasValueSatisfying(it -> assertThat(it).contains("no-store"));
        assertThat(read.headers("Content-Security-Policy"))
                .singleElement()
                .satisfies(it -> assertThat(it).contains("sandbox"));
        assertThat(read.header("Content-Disposition"))
                .hasValueSatisfying(it -> assertThat(it).contains("inline").doesNotContain(TITLE));
        assertThat(rows(worker, "sending")).isZero();
        assertThat(rows(worker, "sent_part")).isZero();
    }

    @Test
    void afterABrokenLineItGoesOnFromWhereItWas() {
        byte[] content = Samples.mp3();
        UUID id = begun(Kind.VOICE, content);
        assertThat(part(caller, id, 0, Arrays.copyOf(content, PART)).status()).isEqualTo(200);
        // the answer was lost: the same part again is in the wrong place, and the right place is told
        Answer again = part(caller, id, 0, Arrays.copyOf(content, PART));
        assertThat(again.status()).isEqualTo(409);
        assertThat(again.code()).isEqualTo("attachments.wrong-offset");
        assertThat(again.header("Upload-Offset")).hasValue(String.valueOf(PART));
        // another day, another session: announced again, or only asked
        caller = api(worker.username());
        Answer same = caller.post(api(), announced(id, Kind.VOICE, Section.NOTES, content));
        assertThat(same.json().path("offset").asInt()).isEqualTo(PART);
        Answer head = caller.send(caller.request(api() + "/" + id + "/upload")
                .method("HEAD", java.net.http.HttpRequest.BodyPublishers.noBody()));
        assertThat(head.header("Upload-Offset")).hasValue(String.valueOf(PART));
        assertThat(head.header("Upload-Length")).hasValue(String.valueOf(content.length));
        assertThat(all(id, content, PART).json().path("state").asString()).isEqualTo("KEPT");
        // and everything again is the same answer
        assertThat(caller.post(api(), announced(id, Kind.VOICE, Section.NOTES, content))
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("KEPT");
        assertThat(part(caller, id, 0, content).json().path("state").asString()).isEqualTo("KEPT");
        assertThat(rows(worker, "attachment")).isEqualTo(1);
    }

    @Test
    void ofTwoPartsAtOnePlaceOneWins() throws Exception {
        byte[] content = Samples.telephone(200, 150, 1);
        UUID id = begun(Kind.DRAWING, content);
        List<Callable<Answer>> same = new ArrayList<>();
        for (int n = 0; n < 6; n++) same.add(() -> part(caller, id, 0, Arrays.copyOf(content, PART)));
        List<Integer> statuses = new ArrayList<>();
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Answer> one : pool.invokeAll(same)) {
                statuses.add(one.get().status());
                if (one.get().status() == 409)
                    assertThat(one.get().header("Upload-Offset")).hasValue(String.valueOf(PART));
            }
        }
        assertThat(statuses).containsOnly(200, 409).containsOnlyOnce(200);
        assertThat(all(id, content, PART).json().path("state").asString()).isEqualTo("KEPT");
    }

    /** As if the server had been killed after the last part was stored, and before it was looked at. */
    @Test
    void aCrashBeforeTheVerdictLosesNothing() {
        byte[] content = Samples.png(40, 40);
        UUID id = begun(Kind.DRAWING, content);
        assertThat(part(caller, id, 0, Arrays.copyOf(content, 50)).status()).isEqualTo(200);
        transactions.doAs(worker, () -> {
            Sending sending = store.find(file.id(), id, clock.instant()).orElseThrow();
            store.append(sending, 50, Arrays.copyOfRange(content, 50, content.length));
        });
        Answer asked = caller.get(api() + "/" + id + "/upload");
        assertThat(asked.json().path("state").asString()).isEqualTo("RECEIVING");
        assertThat(asked.json().path("offset").asInt()).isEqualTo(content.length);
        assertThat(part(caller, id, content.length, new byte[0])
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("KEPT");
    }

    @Test
    void whoLosesTheFileMeanwhileSendsNoMore() {
        share(other, Set.of(Section.STATUS, Section.NOTES), Grant.Reason.SHARED, true);
        byte[] content = Samples.png(40, 40);
        caller = api(other.username());
        UUID id = begun(Kind.DRAWING, content);
        assertThat(part(caller, id, 0, Arrays.copyOf(content, 50)).status()).isEqualTo(200);
        clock.moveTo(MORNING.plusSeconds(60));
        transactions.doAs(other, () -> grants.end(file.id(), other.personId(), Grant.Reason.SHARED));
        clock.moveTo(MORNING.plusSeconds(120));
        assertThat(part(caller, id, 50, new byte[5]).status()).isEqualTo(404);
        assertThat(rows(other, "sent_part")).isZero();
    }

    @Test
    void anotherChecksumIsRefusedAndNothingIsLeft() {
        byte[] content = Samples.png(40, 40);
        UUID id = Ids.next();
        Map<String, Object> body = announced(id, Kind.DRAWING, Section.NOTES, content);
        body.put("sha256", "0".repeat(64));
        caller.post(api(), body);
        assertThat(why(all(id, content, 0))).isEqualTo("attachments.checksum");
        assertThat(rows(worker, "sent_part")).isZero();
        assertThat(rows(worker, "attachment")).isZero();
        assertThat(why(caller.get(api() + "/" + id + "/upload")))
                .as("told again")
                .isEqualTo("attachments.checksum");
        assertThat(acts()).contains("attachments.refused");
    }

    @ParameterizedTest
    @CsvSource({
        "photo.jpg, <!doctype html><script>alert(1)</script>",
        "drawing.svg, <svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        "archive.zip, PK\u0003\u0004 and so on",
        "page.pdf, x %PDF-1.7"
    })
    void hostileContentsAreRefusedWhateverTheyAreCalled(String name, String content) {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        UUID id = Ids.next();
        Map<String, Object> body = announced(id, Kind.DOCUMENT, Section.NOTES, bytes);
        body.put("title", name);
        caller.post(api(), body);
        assertThat(why(all(id, bytes, 0))).isEqualTo("attachments.not-allowed");
        assertThat(caller.get(api() + "/" + id + "/content").status()).isEqualTo(404);
    }

    @Test
    void whatIsTooLargeIsRefusedBeforeItComes() {
        byte[] content = Samples.png(10, 10);
        Map<String, Object> body = announced(Ids.next(), Kind.DRAWING, Section.NOTES, content);
        body.put("size", 16 << 20);
        assertThat(why(caller.post(api(), body))).isEqualTo("attachments.too-large");
        UUID id = begun(Kind.DRAWING, content);
        assertThat(part(caller, id, 0, new byte[(1 << 20) + 1]).code()).isEqualTo("attachments.part-too-large");
        assertThat(part(caller, id, 0, new byte[3 << 20]).status()).isEqualTo(413);
        assertThat(why(part(caller, id, 0, new byte[content.length + 1]))).isEqualTo("attachments.more-than-announced");
        assertThat(part(caller, id, "many", content).code()).isEqualTo("attachments.no-offset");
        assertThat(part(caller, id, 7, content).status()).isEqualTo(409);
        assertThat(caller.send("PATCH", api() + "/" + id + "/upload", "text/plain", "x", "Upload-Offset", "0")
                        .code())
                .isEqualTo("attachments.octets");
    }

    @Test
    void whatIsMissingOrStrangeIsNamedByField() {
        Answer nothing = caller.post(api(), Map.of("nick", "x"));
        assertThat(nothing.status()).isEqualTo(422);
        assertThat(nothing.json()
                        .path("errors")
                        .valueStream()
                        .map(one -> one.path("field").asString()))
                .contains("kind", "section", "size", "sha256", "nick");
        Map<String, Object> face = announced(Ids.next(), Kind.PHOTOGRAPH_OF_PERSON, Section.NOTES, Samples.jpeg(9, 9));
        assertThat(why(caller.post(api(), face))).isEqualTo("attachments.face-refused");
        Map<String, Object> status = announced(Ids.next(), Kind.DOCUMENT, Section.STATUS, Samples.jpeg(9, 9));
        assertThat(why(caller.post(api(), status))).isEqualTo("form.choice");
    }

    @Test
    void theSameIdForAnotherContentIsTaken() {
        UUID id = begun(Kind.DRAWING, Samples.png(10, 10));
        Answer other = caller.post(api(), announced(id, Kind.DRAWING, Section.NOTES, Samples.png(20, 20)));
        assertThat(other.status()).isEqualTo(409);
        assertThat(other.code()).isEqualTo("cases.id-other-content");
    }

    @Test
    void whatWasNotFinishedIsForgotten() {
        byte[] content = Samples.png(40, 40);
        UUID id = begun(Kind.DRAWING, content);
        part(caller, id, 0, Arrays.copyOf(content, 50));
        uploads.forgetOld();
        assertThat(rows(worker, "sent_part")).isEqualTo(1);
        clock.moveTo(MORNING.plusSeconds(25 * 3600));
        assertThat(api(worker.username()).get(api() + "/" + id + "/upload").status())
                .isEqualTo(404);
        uploads.forgetOld();
        assertThat(rows(worker, "sending")).isZero();
        assertThat(rows(worker, "sent_part")).isZero();
    }

    @Test
    void whatWasBegunCanBeGivenUp() {
        UUID id = begun(Kind.DRAWING, Samples.png(40, 40));
        assertThat(caller.delete(api() + "/" + id + "/upload").status()).isEqualTo(204);
        assertThat(caller.get(api() + "/" + id + "/upload").status()).isEqualTo(404);
    }

    @Test
    void nobodyBeginsWithoutEnd() {
        for (int n = 0; n < AttachmentUploads.MOST_UNDER_WAY; n++) begun(Kind.DRAWING, Samples.png(10, 10));
        assertThat(why(caller.post(api(), announced(Ids.next(), Kind.DRAWING, Section.NOTES, Samples.png(10, 10)))))
                .isEqualTo("attachments.too-many-under-way");
    }

    @Test
    void theDescriptionOfTheApiNamesIt() {
        assertThat(caller.get("/api/docs/openapi").body())
                .contains("/api/v1/cases/{code}/attachments/{id}/upload", "application/octet-stream", "Upload-Offset");
    }
}
