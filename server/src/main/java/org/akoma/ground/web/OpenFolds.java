package org.akoma.ground.web;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.thymeleaf.dialect.IPostProcessorDialect;
import org.thymeleaf.engine.AbstractTemplateHandler;
import org.thymeleaf.model.ICDATASection;
import org.thymeleaf.model.ICloseElementTag;
import org.thymeleaf.model.IComment;
import org.thymeleaf.model.IDocType;
import org.thymeleaf.model.IOpenElementTag;
import org.thymeleaf.model.IProcessableElementTag;
import org.thymeleaf.model.IProcessingInstruction;
import org.thymeleaf.model.IStandaloneElementTag;
import org.thymeleaf.model.ITemplateEnd;
import org.thymeleaf.model.IText;
import org.thymeleaf.model.IXMLDeclaration;
import org.thymeleaf.postprocessor.IPostProcessor;
import org.thymeleaf.postprocessor.PostProcessor;
import org.thymeleaf.templatemode.TemplateMode;

/**
 * A fold opens when what it holds has an error: each {@code <details>} around a visible {@code govuk-error-message} is sent with {@code open}, on every page and
 * without script, so that no template has to list the fields that its fold holds.
 */
@Component
class OpenFolds implements IPostProcessorDialect {

    private static final int LAST = 1_000;

    @Override
    public String getName() {
        return "folds";
    }

    @Override
    public int getDialectPostProcessorPrecedence() {
        return LAST;
    }

    @Override
    public Set<IPostProcessor> getPostProcessors() {
        return Set.of(new PostProcessor(TemplateMode.HTML, Opening.class, LAST));
    }

    /** Keeps what an outer fold holds back until it is closed. Public, because the engine makes one for each page. */
    public static final class Opening extends AbstractTemplateHandler {

        private static final String FOLD = "details";
        private static final String OPEN = "open";
        private static final String ERROR = "govuk-error-message";

        private final List<Runnable> kept = new ArrayList<>();
        private final Deque<Fold> around = new ArrayDeque<>();

        /** A fold that is not closed yet. */
        private static final class Fold {
            private boolean opens;
        }

        @Override
        public void handleOpenElement(IOpenElementTag tag) {
            if (FOLD.equals(tag.getElementCompleteName())) {
                Fold fold = new Fold();
                around.push(fold);
                kept.add(() -> super.handleOpenElement(fold.opens ? opened(tag) : tag));
                return;
            }
            look(tag);
            pass(() -> super.handleOpenElement(tag));
        }

        @Override
        public void handleStandaloneElement(IStandaloneElementTag tag) {
            look(tag);
            pass(() -> super.handleStandaloneElement(tag));
        }

        @Override
        public void handleCloseElement(ICloseElementTag tag) {
            pass(() -> super.handleCloseElement(tag));
            if (!FOLD.equals(tag.getElementCompleteName()) || around.isEmpty()) return;
            around.pop();
            if (around.isEmpty()) send();
        }

        @Override
        public void handleTemplateEnd(ITemplateEnd end) {
            around.clear();
            send();
            super.handleTemplateEnd(end);
        }

        @Override
        public void handleText(IText text) {
            pass(() -> super.handleText(text));
        }

        @Override
        public void handleComment(IComment comment) {
            pass(() -> super.handleComment(comment));
        }

        @Override
        public void handleCDATASection(ICDATASection section) {
            pass(() -> super.handleCDATASection(section));
        }

        @Override
        public void handleDocType(IDocType type) {
            pass(() -> super.handleDocType(type));
        }

        @Override
        public void handleXMLDeclaration(IXMLDeclaration declaration) {
            pass(() -> super.handleXMLDeclaration(declaration));
        }

        @Override
        public void handleProcessingInstruction(IProcessingInstruction instruction) {
            pass(() -> super.handleProcessingInstruction(instruction));
        }

        private void look(IProcessableElementTag tag) {
            if (around.isEmpty() || tag.hasAttribute("hidden")) return;
            String classes = tag.getAttributeValue("class");
            if (classes != null && List.of(classes.split("\\s+", -1)).contains(ERROR))
                around.forEach(fold -> fold.opens = true);
        }

        private IOpenElementTag opened(IOpenElementTag tag) {
            return tag.hasAttribute(OPEN)
                    ? tag
                    : getContext()
                            .getConfiguration()
                            .getModelFactory(TemplateMode.HTML)
                            .setAttribute(tag, OPEN, OPEN);
        }

        private void pass(Runnable event) {
            if (around.isEmpty()) event.run();
            else kept.add(event);
        }

        private void send() {
            kept.forEach(Runnable::run);
            kept.clear();
        }
    }
}
