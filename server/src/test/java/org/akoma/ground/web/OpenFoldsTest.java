package org.akoma.ground.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.StringTemplateResolver;

/** A fold that holds an error is sent open, and no other. */
class OpenFoldsTest {

    private final SpringTemplateEngine engine = new SpringTemplateEngine();

    @BeforeEach
    void drawsWithFolds() {
        engine.setTemplateResolver(new StringTemplateResolver());
        engine.addDialect(new OpenFolds());
    }

    private String drawn(String page) {
        Context context = new Context(Locale.FRENCH);
        context.setVariable("error", "Choisissez le type de paiement");
        return engine.process(page, context);
    }

    @Test
    void aFoldAroundAnErrorOpens() {
        assertThat(
                        drawn(
                                "<details class=\"a\"><summary>Remplir</summary><!-- c --><p class=\"b govuk-error-message\""
                                        + " th:unless=\"${error == null}\" th:text=\"${error}\">x</p><input name=\"n\"></details><p>après</p>"))
                .isEqualTo(
                        "<details class=\"a\" open=\"open\"><summary>Remplir</summary><!-- c --><p"
                                + " class=\"b govuk-error-message\">Choisissez le type de paiement</p><input name=\"n\"></details><p>après</p>");
    }

    @Test
    void theFoldsAroundItOpenAndThoseBesideItStayShut() {
        assertThat(drawn(
                        "<details id=\"one\"><details id=\"two\"><p class=\"govuk-error-message\">x</p></details><details"
                                + " id=\"three\"><p>y</p></details></details><details id=\"four\"><p>z</p></details><p"
                                + " class=\"govuk-error-message\">x</p>"))
                .contains(
                        "<details id=\"one\" open=\"open\">",
                        "<details id=\"two\" open=\"open\">",
                        "<details id=\"three\">",
                        "<details id=\"four\">");
    }

    @Test
    void aFoldWithoutAnErrorOrWithOneThatIsHiddenStaysAsItIs() {
        String page = "<details><p>y</p><p class=\"govuk-error-message\" hidden>x</p></details><details open><p"
                + " th:if=\"${error == null}\" class=\"govuk-error-message\">x</p></details>";
        assertThat(drawn(page))
                .isEqualTo(
                        "<details><p>y</p><p class=\"govuk-error-message\" hidden>x</p></details><details open></details>");
    }
}
