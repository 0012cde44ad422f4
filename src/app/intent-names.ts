import type { Bilingual } from '../core/shared/language.ts';

/** What a visitor is after, for people at a desk. A shop's own intents are shown by their names. */
export const intentNames: Readonly<Record<string, Bilingual>> = {
  general: { zh: '咨询', en: 'Enquiry' }, 'find-product': { zh: '找商品', en: 'Finding a product' }, 'product-price': { zh: '价格', en: 'Price' }, 'product-details': { zh: '商品详情', en: 'Product details' },
  'product-compare': { zh: '商品对比', en: 'Comparison' }, 'product-recommend': { zh: '选购建议', en: 'Advice' }, 'product-stock': { zh: '库存', en: 'Stock' }, promotions: { zh: '优惠', en: 'Offers' },
  'order-status': { zh: '订单', en: 'Order' }, delivery: { zh: '配送', en: 'Delivery' }, 'return-refund': { zh: '退货退款', en: 'Return or refund' }, exchange: { zh: '换货', en: 'Exchange' }, warranty: { zh: '保修', en: 'Warranty' },
  'repair-troubleshoot': { zh: '故障维修', en: 'Repair' }, 'install-howto': { zh: '安装使用', en: 'Set-up and use' }, invoice: { zh: '发票', en: 'Invoice' }, payment: { zh: '付款', en: 'Payment' }, membership: { zh: '会员', en: 'Membership' },
  'store-hours': { zh: '营业时间', en: 'Opening hours' }, 'store-facilities': { zh: '店内设施', en: 'Facilities' }, complaint: { zh: '投诉', en: 'Complaint' }, 'talk-to-human': { zh: '找真人', en: 'Wants a person' },
  'book-appointment': { zh: '预约', en: 'Appointment' }, 'identify-photo': { zh: '看图识物', en: 'Photo' }, 'who-are-you': { zh: '问她是谁', en: 'Who she is' }, capabilities: { zh: '问她会什么', en: 'What she can do' },
  greeting: { zh: '问候', en: 'Greeting' }, farewell: { zh: '告别', en: 'Goodbye' }, thanks: { zh: '感谢', en: 'Thanks' }, 'out-of-scope': { zh: '其他', en: 'Other' },
};
