package org.akoma.protection.attachments;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.akoma.Answer;
import org.akoma.Ids;
import org.akoma.Visit;
import org.akoma.ground.access.Actor;
import org.akoma.ground.access.Grant;
import org.akoma.ground.access.Role;
import org.akoma.ground.access.Section;
import org.akoma.protection.attachments.Attachment.Kind;
import org.akoma.protection.attachments.Attachment.Withdrawal.Reason;
import org.akoma.protection.consent.Consent;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The pages of attachments, as a browser without a script uses them. */
class AttachmentPagesIT extends AttachmentHouse {

    private Visit visit;
    private String page;

    @BeforeEach
    void aBrowser() {
        visit = browser(worker.username());
        page = "/cases/" + file.code() + "/attachments";
    }

    private static String text(Answer answer) {
        return answer.body().replace('\u00a0', ' ');
    }

    private static void isWhole(Answer answer) {
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).doesNotContain("th:", "…</", "??").contains("</html>");
    }

    @Test
    void everyPageIsWholeInBothLanguages() {
        Attachment picture = added(Kind.CERTIFICATE, Section.HEALTH);
        Attachment voice = added(Kind.VOICE, Section.NOTES);
        Attachment face = portrait();
        Attachment gone = added(Kind.DRAWING, Section.NOTES);
        done(attachments.withdraw(
                worker, file.code(), new WithdrawAttachment(gone.id(), Reason.CHILD_ASKS, "Il a changé d’avis")));
        for (String lang : List.of("fr", "en")) {
            isWhole(visit.get(page + "?lang=" + lang));
            isWhole(visit.get(page + "?section=HEALTH&lang=" + lang));
            isWhole(visit.get(page + "/new?lang=" + lang));
            for (Attachment one : List.of(picture, voice, face, gone))
                isWhole(visit.get(page + "/" + one.id() + "?lang=" + lang));
            isWhole(visit.post(page + "/" + face.id() + "/reveal"));
        }
        String list = text(visit.get(page + "?lang=fr"));
        assertThat(list).contains("data:image/jpeg;base64,", "Visage masqué", "Retirée", "Certificat ou attestation");
        assertThat(text(visit.get("/cases/" + file.code()))).contains("Notes et pièces");
        Answer newest = visit.get("/cases/" + file.code() + "/history?kind=");
        String before = newest.body().replaceAll("(?s).*[?&;]before=(\\d+).*", "$1");
        Answer older = visit.get("/cases/" + file.code() + "/history?kind=&before=" + before);
        assertThat(text(newest) + text(older))
                .contains("Pièce jointe ajoutée", "Visage montré sur demande", "Pièce jointe retirée");
        consent(Consent.Status.WITHDRAWN);
        assertThat(text(visit.get(page + "/" + face.id())))
                .contains("n’est plus montrée à personne")
                .doesNotContain(face.id() + "/reveal");
        assertThat(visit.post(page + "/" + face.id() + "/reveal").status()).isEqualTo(403);
    }

    /** Told on paper to anyone who holds the section, and to nobody else; the picture itself never leaves so. */
    @Test
    void thePrintedFileListsWhatTheReaderMaySeeAndShowsNone() {
        Attachment health = added(Kind.CERTIFICATE, Section.ASSISTANCE);
        Attachment notes = done(attachments.add(
                worker,
                file.code(),
                new AddAttachment(
                        Ids.next(),
                        Kind.DRAWING,
                        Section.NOTES,
                        java.time.LocalDate.parse("2014-02-03"),
                        false,
                        null,
                        new Attachment.SealedText("Dessin-Témoin-Kola", "Remarque-Témoin", null)),
                Samples.png(30, 30)));
        Attachment face = portrait();
        String print = "/cases/" + file.code() + "/print";
        Actor nurse = actor(person(Role.PROVIDER, elsewhere));
        share(nurse, Set.of(Section.STATUS, Section.ASSISTANCE), Grant.Reason.REFERRAL, false);
        Actor sample = actor(person(Role.EVALUATOR, elsewhere));
        share(sample, Set.of(Section.STATUS, Section.FOLLOW_UP, Section.NOTES), Grant.Reason.SAMPLE, false);
        assertThat(text(browser(nurse.username()).get(print + "?lang=fr"))).doesNotContain(TITLE, "Dessin-Témoin-Kola");
        assertThat(text(browser(sample.username()).get(print))).doesNotContain(TITLE, "Dessin-Témoin-Kola");
        assertThat(text(browser(person(Role.PROJECT_MANAGER, ngo)).get(print + "?lang=fr")))
                .doesNotContain(TITLE, "Pièces jointes");

        String paper = text(visit.get(print + "?lang=fr"));
        assertThat(paper)
                .contains(TITLE, "Certificat ou attestation", "Dessin-Témoin-Kola", "3 février 2014")
                .contains(worker.code() + ", 16 novembre 2015", Math.max(1, health.bytes() / 1024) + " Ko")
                .doesNotContain(
                        "data:image",
                        "/content",
                        "/thumbnail",
                        "/reveal\"",
                        face.id().toString())
                .doesNotContain("Remarque-Témoin", "Le juge l’a demandée");
        isWhole(visit.get(print + "?lang=en"));
        assertThat(acts()).contains("attachments.list-read").doesNotContain("attachments.read");

        done(attachments.withdraw(
                worker, file.code(), new WithdrawAttachment(notes.id(), Reason.ADDED_BY_MISTAKE, null)));
        assertThat(text(visit.get(print + "?lang=fr"))).contains("Retirée").doesNotContain("Dessin-Témoin-Kola");
        Visit empty = browser(other.username());
        file = open(other);
        assertThat(text(empty.get("/cases/" + file.code() + "/print?lang=fr"))).contains("Aucune pièce jointe");
    }

    @Test
    void aFileIsAddedByAPlainForm() throws IOException {
        visit.get(page + "/new");
        List<Path> before = filesOfTomcat();
        Answer added = visit.postFile(
                page,
                "IMG_2931.jpg",
                Samples.telephone(3000, 2000, 6),
                "id",
                Ids.next().toString(),
                "kind",
                "IDENTITY_DOCUMENT",
                "section",
                "IDENTITY",
                "title",
                "Acte de naissance",
                "face",
                "false",
                "takenOn-day",
                "3",
                "takenOn-month",
                "2",
                "takenOn-year",
                "2014",
                "remark",
                "Copie certifiée");
        assertThat(added.status()).as(added.toString()).isEqualTo(303);
        assertThat(filesOfTomcat()).as("nothing was laid down on the way").isEqualTo(before);
        String list = text(visit.get(added.location()));
        assertThat(list)
                .contains("La pièce est jointe au dossier.", "Acte de naissance")
                .doesNotContain("IMG_2931");
        String one = page + "/"
                + attachments
                        .list(worker, file.code(), null, null, 1)
                        .orElseThrow()
                        .getFirst()
                        .id();
        assertThat(text(visit.get(one))).contains("3 février 2014", "Copie certifiée", "Identité");
        Answer content = visit.get(one + "/content");
        assertThat(content.header("Content-Type")).hasValue("image/jpeg");
        assertThat(content.headers("Content-Security-Policy"))
                .singleElement()
                .satisfies(it -> assertThat(it).contains("sandbox"));
        assertThat(visit.get(one + "/content?download=1").header("Content-Disposition"))
                .hasValueSatisfying(it -> assertThat(it).contains("attachment").contains(".jpg"));
    }

    /** Where Tomcat lays down what comes in forms. */
    private static List<Path> filesOfTomcat() throws IOException {
        List<Path> found = new ArrayList<>();
        try (Stream<Path> folders = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            for (Path folder : folders.filter(it -> it.getFileName().toString().startsWith("tomcat."))
                    .toList())
                try (Stream<Path> files = Files.walk(folder)) {
                    files.filter(Files::isRegularFile).forEach(found::add);
                }
        }
        return found;
    }

    @Test
    void whatIsWrongIsSaidBesideTheFieldAndWhatWasTypedIsKept() {
        visit.get(page + "/new");
        Answer none = visit.postFile(page, "", new byte[0], "title", "Une lettre");
        assertThat(none.status()).isEqualTo(422);
        assertThat(text(none)).contains("Choisissez un fichier", "Une lettre", "href=\"#kind\"", "href=\"#section\"");
        Answer page1 = visit.postFile(
                page,
                "photo.jpg",
                "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8),
                "kind",
                "DOCUMENT",
                "section",
                "NOTES",
                "face",
                "false",
                "title",
                "Une lettre");
        assertThat(page1.status()).isEqualTo(422);
        assertThat(text(page1)).contains("pas d’un type accepté", "Une lettre").doesNotContain("alert(1)");
        Answer face = visit.postFile(
                page,
                "photo.jpg",
                Samples.jpeg(20, 20),
                "kind",
                "PHOTOGRAPH_OF_PERSON",
                "section",
                "IDENTITY",
                "faceReason",
                "CHILD_ASKS",
                "faceWords",
                "Elle veut la garder");
        assertThat(face.status()).isEqualTo(422);
        assertThat(text(face)).contains("pas donné son accord aux photographies", "Elle veut la garder");
        Answer large = visit.postFile(page, "film.mp4", new byte[27 << 20], "kind", "VOICE", "section", "NOTES");
        assertThat(large.location()).isEqualTo(page + "?too-large");
        Answer back = visit.get(visit.get(large.location()).location());
        assertThat(back.status()).isEqualTo(422);
        assertThat(text(back)).contains("trop grand pour être envoyé");
    }

    @Test
    void aFileFromNobodyIsNotRead() {
        Answer answer = browser().postFile(page, "x.jpg", new byte[20 << 20]);
        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.location()).startsWith("/sign-in");
    }

    @Test
    void aPaperIsSavedAndAVoiceIsHeard() {
        Attachment paper = done(attachments.add(worker, file.code(), of(Kind.DOCUMENT, Section.NOTES), Samples.scan()));
        Attachment voice = added(Kind.VOICE, Section.NOTES);
        assertThat(visit.get(page + "/" + paper.id() + "/content").header("Content-Disposition"))
                .hasValueSatisfying(it -> assertThat(it).startsWith("attachment"));
        assertThat(text(visit.get(page + "/" + voice.id()))).contains("<audio", "preload=\"none\"");
        assertThat(visit.get(page + "/" + voice.id() + "/content").header("Accept-Ranges"))
                .hasValue("bytes");
    }

    @Test
    void aPieceIsWithdrawnWithAReason() {
        Attachment one = added(Kind.CERTIFICATE, Section.HEALTH);
        visit.get(page + "/" + one.id());
        Answer wrong = visit.post(page + "/" + one.id() + "/withdrawal", "words", "Celui de sa sœur");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(text(wrong)).contains("Celui de sa sœur");
        Answer gone =
                visit.post(page + "/" + one.id() + "/withdrawal", "reason", "OTHER_CHILD", "words", "Celui de sa sœur");
        assertThat(gone.status()).isEqualTo(303);
        assertThat(text(visit.get(gone.location()))).contains("son contenu détruit", "Retirée");
        assertThat(visit.get(page + "/" + one.id() + "/content").status()).isEqualTo(404);
        assertThat(text(visit.get(page + "/" + one.id()))).contains("Concerne un autre enfant", "Celui de sa sœur");
    }

    @Test
    void whoOnlyReadsIsOfferedNothingToChange() {
        Attachment one = added(Kind.CERTIFICATE, Section.HEALTH);
        Actor nurse = actor(person(Role.PROVIDER, elsewhere));
        share(nurse, Set.of(Section.STATUS, Section.HEALTH), Grant.Reason.REFERRAL, false);
        Visit theirs = browser(nurse.username());
        isWhole(theirs.get(page));
        isWhole(theirs.get(page + "/" + one.id()));
        assertThat(theirs.get(page).body()).doesNotContain("/attachments/new");
        assertThat(theirs.get(page + "/" + one.id()).body()).doesNotContain("/withdrawal");
        assertThat(theirs.get(page + "/new").status()).isEqualTo(404);
        assertThat(theirs.postFile(page, "x.jpg", Samples.jpeg(9, 9), "kind", "DOCUMENT", "section", "HEALTH")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void aLongListHasPages() {
        for (int n = 0; n < 14; n++)
            done(attachments.add(worker, file.code(), of(Kind.DRAWING, Section.NOTES), Samples.png(8 + n, 8)));
        String first = text(visit.get(page));
        assertThat(first).contains("12 pièces sur cette page", "after=");
        String next = Arrays.stream(first.split("\""))
                .filter(it -> it.contains("after="))
                .findFirst()
                .orElseThrow();
        assertThat(text(visit.get(next.replace("&amp;", "&"))).split("class=\"piece\"", -1))
                .hasSize(3);
    }
}
