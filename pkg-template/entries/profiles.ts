/**
 * Ready descriptions of commerce APIs: plain data for `profileAuthenticator` of `commerce-auth/server`, one export each, written
 * from the vendors' own pages. What is imported is all that a bundle holds.
 * @packageDocumentation
 */

export { adobeCommerceCloud } from '../profiles/adobeCommerceCloud.ts';
export { adyenCheckout } from '../profiles/adyenCheckout.ts';
export { adyenCheckoutTest } from '../profiles/adyenCheckoutTest.ts';
export { affirm } from '../profiles/affirm.ts';
export { alma } from '../profiles/alma.ts';
export { amazonSellingPartner } from '../profiles/amazonSellingPartner.ts';
export { bigCommerce } from '../profiles/bigCommerce.ts';
export { bol } from '../profiles/bol.ts';
export { cjDropshipping } from '../profiles/cjDropshipping.ts';
export { commerceLayer } from '../profiles/commerceLayer.ts';
export { commercetools } from '../profiles/commercetools.ts';
export { dhlParcelDe } from '../profiles/dhlParcelDe.ts';
export { ebay } from '../profiles/ebay.ts';
export { elasticPath } from '../profiles/elasticPath.ts';
export { emporix } from '../profiles/emporix.ts';
export { intercom } from '../profiles/intercom.ts';
export { klarna } from '../profiles/klarna.ts';
export { klaviyo } from '../profiles/klaviyo.ts';
export { magento } from '../profiles/magento.ts';
export { marketo } from '../profiles/marketo.ts';
export { mollie } from '../profiles/mollie.ts';
export { openLoyalty } from '../profiles/openLoyalty.ts';
export { oroCommerce } from '../profiles/oroCommerce.ts';
export { paypal } from '../profiles/paypal.ts';
export { salesforce } from '../profiles/salesforce.ts';
export { salesforceMarketingCloud } from '../profiles/salesforceMarketingCloud.ts';
export { sendcloud } from '../profiles/sendcloud.ts';
export { sezzle } from '../profiles/sezzle.ts';
export { shipEngine } from '../profiles/shipEngine.ts';
export { shippo } from '../profiles/shippo.ts';
export { shopify } from '../profiles/shopify.ts';
export { shopware } from '../profiles/shopware.ts';
export { spree } from '../profiles/spree.ts';
export { square } from '../profiles/square.ts';
export { sumUp } from '../profiles/sumUp.ts';
export { talonOne } from '../profiles/talonOne.ts';
export { trueLayer } from '../profiles/trueLayer.ts';
export { ups } from '../profiles/ups.ts';
export { usps } from '../profiles/usps.ts';
export { vipps } from '../profiles/vipps.ts';
export { viva } from '../profiles/viva.ts';
export { voucherify } from '../profiles/voucherify.ts';
export { vtex } from '../profiles/vtex.ts';
export { wix } from '../profiles/wix.ts';
export { wooCommerce } from '../profiles/wooCommerce.ts';
export { yotpo } from '../profiles/yotpo.ts';
