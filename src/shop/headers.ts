import { editDistance } from '../core/shared/edit-distance.ts';

/** Chinese names of columns, as a manager may write them. */
const CHINESE: Readonly<Record<string, string>> = {
  编号: 'id', 商品编号: 'id', 类别: 'family', 品类: 'family', 中文名: 'name_zh', 名称: 'name_zh', 商品名: 'name_zh', 英文名: 'name_en', 中文别名: 'aliases_zh', 别名: 'aliases_zh', 英文别名: 'aliases_en', 价格: 'price', 售价: 'price', 原价: 'list_price',
  库存: 'stock', 颜色: 'colors', 条码: 'barcode', 条形码: 'barcode', 保修月数: 'warranty_months', 保修: 'warranty_months', 标签: 'tags', 中文简介: 'summary_zh', 简介: 'summary_zh', 英文简介: 'summary_en', 中文特点: 'features_zh', 特点: 'features_zh',
  英文特点: 'features_en', 中文用法: 'care_zh', 用法: 'care_zh', 英文用法: 'care_en', 主色: 'tint', 楼层: 'floor', 货架: 'aisle', 指示灯: 'lamp', 灯: 'lamp', 图: 'picture', 图片: 'picture', 故障码: 'code', 代码: 'code', 中文现象: 'symptom_zh', 现象: 'symptom_zh', 英文现象: 'symptom_en',
  中文关键词: 'words_zh', 关键词: 'words_zh', 英文关键词: 'words_en', 中文步骤: 'steps_zh', 步骤: 'steps_zh', 英文步骤: 'steps_en', 是否保修: 'covered', 配件: 'part', 中文标题: 'title_zh', 标题: 'title_zh', 英文标题: 'title_en', 中文内容: 'detail_zh', 内容: 'detail_zh',
  英文内容: 'detail_en', 商品: 'products', 适用: 'fits', 适用商品: 'fits', 更换月数: 'replace_months', 需求: 'need', 规格: 'spec', 中文单位: 'unit_zh', 英文单位: 'unit_en', 越好: 'better', 产品: 'product', 中文问题: 'questions_zh', 问题: 'questions_zh', 英文问题: 'questions_en', 中文回答: 'answer_zh', 回答: 'answer_zh', 英文回答: 'answer_en',
};

/** The column a heading stands for: trimmed, in lower case, Chinese ones by their English name. */
export function columnOf(heading: string): string {
  const plain = heading.trim();
  return CHINESE[plain] ?? plain.toLowerCase().replace(/[\s-]+/g, '_');
}

/** ` (did you mean "price"?)` where a known name is near; else nothing. */
export function nearestOf(name: string, known: Iterable<string>): string {
  let best: { name: string; distance: number } | undefined;
  for (const each of known) {
    const distance = editDistance(name.toLowerCase(), each.toLowerCase());
    if (distance < (best?.distance ?? Infinity)) best = { name: each, distance };
  }
  return best && best.distance > 0 && best.distance <= Math.max(1, Math.floor(name.length / 3)) ? ` (did you mean "${best.name}"?)` : '';
}
