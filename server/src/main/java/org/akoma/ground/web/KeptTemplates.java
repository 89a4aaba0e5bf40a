package org.akoma.ground.web;

import org.springframework.stereotype.Component;
import org.thymeleaf.cache.StandardCacheManager;
import org.thymeleaf.spring6.SpringTemplateEngine;

/**
 * Room for every template and expression, once it was parsed. By itself the engine keeps 200 templates and 500 expressions, a tenth of what there is, so
 * that pages that take turns are parsed anew each time. What the heap needs for other things, it takes back.
 */
@Component
class KeptTemplates {

    /** Whole templates, and each fragment of one by itself. */
    static final int TEMPLATES = 2_000;

    /** Each is kept as it is written and as it is evaluated. */
    static final int EXPRESSIONS = 25_000;

    KeptTemplates(SpringTemplateEngine engine) {
        StandardCacheManager kept = new StandardCacheManager();
        kept.setTemplateCacheMaxSize(TEMPLATES);
        kept.setExpressionCacheMaxSize(EXPRESSIONS);
        engine.setCacheManager(kept);
    }
}
