package io.tributary.segment.feature;

import io.tributary.segment.rule.PropertyPath;
import io.tributary.segment.rule.RuleLimits;
import java.util.Set;

/**
 * Which event properties a profile remembers. Events of the e-commerce, page and screen vocabulary keep the declared
 * properties; events of one's own keep the declared ones and any other property at the top level, because nobody can
 * declare what nobody knows yet. Names that are different for each event would keep entries from folding and are left out, and
 * so are the addresses of products and their images ({@code products.url}, {@code products.image_url}): they say no more
 * than the product's id and would fill the profile.
 *
 * @param vocabulary the events whose properties are known
 * @param declared the property paths that every event keeps
 * @param maxValues the most different values of one property that an entry keeps
 * @param maxOwn the most undeclared properties that an event of one's own keeps
 */
public record SegmentCatalogue(Set<String> vocabulary, Set<String> declared, int maxValues, int maxOwn)
        implements RuleLimits.Declared {

    public SegmentCatalogue {
        vocabulary = Set.copyOf(vocabulary);
        declared = Set.copyOf(declared);
    }

    /** The catalogue that holds without configuration. */
    public static SegmentCatalogue standard() {
        return new SegmentCatalogue(
                Set.of(
                        "Products Searched",
                        "Product List Viewed",
                        "Product List Filtered",
                        "Promotion Viewed",
                        "Promotion Clicked",
                        "Product Clicked",
                        "Product Viewed",
                        "Product Added",
                        "Product Removed",
                        "Cart Viewed",
                        "Checkout Started",
                        "Checkout Step Viewed",
                        "Checkout Step Completed",
                        "Payment Info Entered",
                        "Order Updated",
                        "Order Completed",
                        "Order Refunded",
                        "Order Cancelled",
                        "Coupon Entered",
                        "Coupon Applied",
                        "Coupon Denied",
                        "Coupon Removed",
                        "Product Added to Wishlist",
                        "Product Removed from Wishlist",
                        "Wishlist Product Added to Cart",
                        "Product Shared",
                        "Cart Shared",
                        "Product Reviewed",
                        "Page Viewed",
                        "Screen Viewed"),
                Set.of(
                        "sku",
                        "product_id",
                        "category",
                        "name",
                        "brand",
                        "variant",
                        "price",
                        "quantity",
                        "coupon",
                        "currency",
                        "revenue",
                        "total",
                        "subtotal",
                        "discount",
                        "shipping",
                        "tax",
                        "value",
                        "order_id",
                        "checkout_id",
                        "affiliation",
                        "channel",
                        "store",
                        "payment_method",
                        "query",
                        "list_id",
                        "promotion_id",
                        "campaign",
                        "plan",
                        "rating",
                        "page_name",
                        "screen_name",
                        "path",
                        "title",
                        "step",
                        "products.sku",
                        "products.product_id",
                        "products.category",
                        "products.name",
                        "products.brand",
                        "products.variant",
                        "products.price",
                        "products.quantity",
                        "products.coupon",
                        "products.position"),
                1_000,
                24);
    }

    /** Whether a rule may name the property: then every profile remembers it. */
    @Override
    public boolean isDeclared(String event, PropertyPath property) {
        return declared.contains(property.text()) || (isOwn(event) && isTopLevel(property.text()));
    }

    boolean keeps(String event, String path, int ownSoFar) {
        return declared.contains(path) || (isOwn(event) && isTopLevel(path) && ownSoFar < maxOwn && !isIdentity(path));
    }

    private boolean isOwn(String event) {
        return !vocabulary.contains(event);
    }

    private static boolean isTopLevel(String path) {
        return path.indexOf('.') < 0;
    }

    private static boolean isIdentity(String path) {
        return path.equals("url") || path.equals("referrer") || path.endsWith("_url") || path.equals("timestamp");
    }
}
